import { describe, expect, it } from 'vitest';
import { foldersOf } from './app-folders.ts';
import { framesOf } from './frames-of.ts';

const folders = foldersOf('/srv', undefined);
const orders = '/srv/orders.js';

describe('a frame', () => {
  it('of Halyard is never in an error that Halyard made itself, and is not counted as shared', () => {
    const [ours, node] = ['    at f (/a/node_modules/halyard/dist/core/x.js:1:2)', '    at a (node:fs:1:2)'];
    const outer = framesOf(`HalyardError: E_VIEW: A view failed.\n${ours}\n${node}`, 'E_VIEW: A view failed.', { folders });
    expect(outer.frames.map((frame) => frame.kind)).toEqual(['node']);
    const inner = framesOf(`Error: a\n    at view (${orders}:1:1)\n${ours}\n${node}`, 'a', { folders, outer: outer.lines });
    expect([inner.frames.map((frame) => frame.function), inner.shared]).toEqual([['view'], 1]);
  });
});
