/**
 * The known name a person most likely meant, or undefined when none is near: at most a third of the letters
 * (and never fewer than one) may differ, a swap of neighbours counting once (Damerau 1964); case is ignored.
 */
export function nearestName(given: string, known: Iterable<string>): string | undefined {
	if (given.length > 64) return undefined;
	const wanted = given.toLowerCase();
	let best: string | undefined;
	let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
	for (const name of known) {
		const distance = editDistance(wanted, name.toLowerCase(), bestDistance);
		if (distance < bestDistance) {
			best = name;
			bestDistance = distance;
		}
	}
	return best;
}

/** Sentence for a hint: `Did you mean "ema"?`, or the whole list where nothing is near and the list is short. */
export function suggestName(given: string, known: readonly string[]): string | undefined {
	const nearest = nearestName(given, known);
	if (nearest !== undefined) return `Did you mean "${nearest}"?`;
	return known.length > 0 && known.length <= 40 ? `Known here: ${known.join(', ')}.` : undefined;
}

function editDistance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) >= limit) return limit;
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1];
			let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
				cost = Math.min(cost, beforeLast[j - 2] + 1);
			}
			row.push(cost);
		}
		beforeLast = last;
		last = row;
	}
	return last[b.length];
}
