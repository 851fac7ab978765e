const assert = require('node:assert/strict');
const { join } = require('node:path');
const { drill } = require('halyard/testing');
const { gone, makeApp } = require('./drilled-app.cjs');

// Jest has `test`, and so has Vitest with --globals.
const test = globalThis.test ? (name, run) => globalThis.test(name, run, 60_000) : require('node:test').test;
const only = ['notFound', 'gone'];

test('an app without faults has no findings, although all of its answers were played', async () => {
  const { findings, played } = await drill(makeApp(), { only });
  assert.deepEqual(findings, []);
  assert.ok(played.length > 80, `${played.length} answers`);
});

test('a fault of an app is found in the process of the test', async () => {
  const { findings } = await drill(makeApp({ gone }), { only });
  assert.deepEqual(
    findings.map(({ code, response }) => ({ code, response })),
    [{ code: 'type', response: 'gone' }],
  );
});

test('a file runs in a process of its own', async () => {
  const { findings, app } = await drill(join(__dirname, 'drilled-app.cjs'), { only, exportName: 'makeApp' });
  assert.deepEqual({ findings, host: app.host }, { findings: [], host: 'Express' });
});
