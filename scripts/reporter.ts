import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node';

/** Ends a run with a line that a script can read, `N passed, N failed, N skipped`, after the skipped tests with their reasons. */
export default class ClosingLine implements Reporter {
  #vitest: Vitest | undefined;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    let passed = 0;
    // A failure outside of a test fails the run, so it counts as well: an uncaught error, or a file or a hook that throws.
    let failed = unhandled.length;
    const skipped: string[] = [];
    for (const module of modules) {
      failed += [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0).length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') passed += 1;
        else if (result.state === 'failed') failed += 1;
        else skipped.push(`${module.relativeModuleId} > ${test.fullName}: ${('note' in result && result.note) || 'no reason'}`);
      }
    }
    if (passed + failed === 0) process.exitCode = 1;
    // A run with a name pattern skips the other tests on purpose, so they are not listed.
    const lines = this.#vitest?.config.testNamePattern === undefined ? skipped.map((line) => `skipped  ${line}`) : [];
    this.#vitest?.logger.log([...lines, `${passed} passed, ${failed} failed, ${skipped.length} skipped`].join('\n'));
  }
}
