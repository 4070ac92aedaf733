import type * as Engine from '../../engine';

export type { Engine };

/** The trading core, read from disk on first use: n8n starts without it. */
export const loadEngine = async (): Promise<typeof Engine> => await import('../../engine');
