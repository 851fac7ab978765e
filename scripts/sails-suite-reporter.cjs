// A reporter for Sails' mocha. It writes the failures to a file, for scripts/sails-suite.mjs.
const { writeFileSync } = require('node:fs');

module.exports = function Reporter(runner) {
  const failures = [];
  let [passed, pending] = [0, 0];
  runner.on('pass', () => {
    passed += 1;
  });
  runner.on('pending', () => {
    pending += 1;
  });
  runner.on('fail', (test, error) => failures.push({ title: test.fullTitle(), message: String(error.message).split('\n', 1)[0] }));
  runner.on('end', () => writeFileSync(process.env.SAILS_SUITE_RESULTS, JSON.stringify({ passed, pending, failures })));
};
