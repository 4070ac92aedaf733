/**
 * The count of tests over everything that `npm test` runs.
 *
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** @returns {Tally} */
export const emptyTally = () => ({ passed: 0, failed: 0, skipped: 0 });

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export const sumTallies = (tallies) =>
	tallies.reduce(
		(sum, { passed, failed, skipped }) => ({
			passed: sum.passed + passed,
			failed: sum.failed + failed,
			skipped: sum.skipped + skipped,
		}),
		emptyTally(),
	);

/**
 * @param {Tally} tally
 * @returns {string} such as `Tests: 123 passed, 0 failed, 4 skipped`
 */
export const tallyLine = ({ passed, failed, skipped }) => `Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * Reads jest's JSON report. A file that does not even load counts as one failed test.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *           numRuntimeErrorTestSuites: number }} report
 * @returns {Tally}
 */
export const jestTally = (report) => ({
	passed: report.numPassedTests,
	failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
	skipped: report.numPendingTests + report.numTodoTests,
});
