/** Up to `count` of the known names that look most like the one given, for "did you mean". Empty when none is close. */
export function nearestNames(name: string, known: readonly string[], count = 3): string[] {
	const plain = letters(name);
	const limit = Math.max(2, Math.floor(plain.length / 3));
	return known
		.map((candidate) => ({ candidate, distance: editDistance(plain, letters(candidate), limit) }))
		.filter(({ distance }) => distance <= limit)
		.sort((a, b) => a.distance - b.distance || a.candidate.length - b.candidate.length)
		.slice(0, count)
		.map(({ candidate }) => candidate);
}

function letters(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Levenshtein distance, or anything above `limit` once it is known to exceed it. */
function editDistance(a: string, b: string, limit: number): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			current.push(Math.min(replaced, previous[j] + 1, current[j - 1] + 1));
		}
		previous = current;
	}
	return previous[b.length];
}
