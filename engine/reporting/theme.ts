/** The report's colours, type sizes and distances (points). One place, so that every page looks like the same hand. */
export const COLOR = {
	ink: '#1B2436',
	muted: '#667085',
	faint: '#98A2B3',
	rule: '#DDE2EA',
	grid: '#E9EDF3',
	panel: '#F5F7FA',
	white: '#FFFFFF',
	band: '#0F1E3C',
	bandMuted: '#A9B7D3',
	accent: '#2F6BFF',
	benchmark: '#8C97A8',
	price: '#4A566B',
	gain: '#0B8457',
	loss: '#C8324A',
	caution: '#B7791F',
	cautionPanel: '#FDF6E7',
} as const;

export const SIZE = { title: 23, heading: 12.5, body: 9, small: 7.5, tiny: 6.5, figure: 15 } as const;

/** Distance of the content from the paper's edge, left and right; of the first and last line from top and bottom. */
export const MARGIN = { side: 42, top: 62, bottom: 56 } as const;

/** Space above a section that follows another on the same page. */
export const SECTION_GAP = 24;
