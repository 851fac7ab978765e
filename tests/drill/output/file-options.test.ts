import { describe, expect, it } from 'vitest';
import { withFiles } from '../../../src/cli/file-options.ts';

const ENDINGS = { json: ['.json'], sarif: ['.sarif', '.json'] };

describe('an option with an optional file', () => {
  it.each([
    ['--json', '--json=-'],
    ['--json -', '--json=-'],
    ['--json report.json', '--json=report.json'],
    ['--json=any.name', '--json=any.name'],
    ['--json ./server.js', '--json=- ./server.js'],
    ['./server.js --json', './server.js --json=-'],
    ['--json --sarif drill.sarif', '--json=- --sarif=drill.sarif'],
    ['--sarif out/drill.json app.ts', '--sarif=out/drill.json app.ts'],
    ['--only json --strict', '--only json --strict'],
    ['-- --json', '-- --json'],
    ['--json -- a.json', '--json=- -- a.json'],
    ['--constructor x', '--constructor x'],
  ])('reads "%s" as "%s"', (typed, read) => {
    expect(withFiles(typed.split(' '), ENDINGS)).toEqual(read.split(' '));
  });
});
