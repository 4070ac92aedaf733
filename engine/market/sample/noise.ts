/**
 * Randomness by place instead of by turn: the same key and index give the same value in any order of asking, which is
 * what lets a candle be the same whatever window it is read in.
 */

const { imul } = Math;

/** A 32-bit key from texts and numbers (FNV-1a, then mixed). */
export function noiseKey(...parts: readonly (string | number)[]): number {
	let hash = 0x811c9dc5;
	for (const char of parts.join('\u0000')) hash = imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
	return mix(hash);
}

/** A 32-bit integer for an index under a key (murmur3's finaliser). */
export function noiseBits(key: number, index: number): number {
	return mix(imul(index, 0x9e3779b1) ^ key);
}

/** Uniform in [0, 1). */
export function uniform(key: number, index: number): number {
	return (noiseBits(key, index) >>> 0) / 2 ** 32;
}

/** Bell-shaped with mean 0 and deviation 1: the sum of a hash's four bytes, far cheaper than a true Gaussian. */
export function bell(key: number, index: number): number {
	const bits = noiseBits(key, index);
	const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
	return (sum - 510) / 147.8;
}

/** Smooth noise of deviation near 1 that changes over about `period`: cosine interpolation between bells. */
export function smoothNoise(key: number, time: number, period: number): number {
	const at = time / period;
	const cell = Math.floor(at);
	const weight = (1 - Math.cos((at - cell) * Math.PI)) / 2;
	return 1.2 * (bell(key, cell) * (1 - weight) + bell(key, cell + 1) * weight);
}

function mix(bits: number): number {
	let hash = bits;
	hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return hash ^ (hash >>> 16);
}
