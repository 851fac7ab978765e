import { describe, expect, it } from 'vitest';
import { isAppFrame, stackFrames, withoutOurFrames } from './stack-frames.ts';

const OURS = '    at guarded (file:///srv/shop/node_modules/halyard/dist/adapters/express/guarded-layer.js:54:18)';
const APPS = '    at order (/srv/shop/orders.js:7:9)';
const OTHERS = '    at Layer.handleRequest (/srv/shop/node_modules/router/lib/layer.js:169:33)';

describe('stackFrames', () => {
  it('are the frames without the message, even if it has several lines', () => {
    expect(stackFrames('Error: a\n  b\n    at x (y:1)\n    at z')).toEqual(['at x (y:1)', 'at z']);
  });

  it('are at most 32', () => {
    expect(stackFrames(Array(100).fill('    at x').join('\n'))).toHaveLength(32);
  });

  it.each([
    OURS,
    '    at fail (C:\\shop\\node_modules\\halyard\\dist\\common-js\\express.cjs:9:1)',
    '    at enter (/srv/shop/node_modules/halyard/dist/forms/forms.js:9:1)',
  ])('have no frames of Halyard, of any part and of both builds: %s', (ours) => {
    expect(stackFrames(['Error: m', APPS, ours, OTHERS].join('\n'))).toEqual([APPS.trim(), OTHERS.trim()]);
  });
});

describe('withoutOurFrames', () => {
  it('leaves out the frames of Halyard between those of the app and of libraries', () => {
    expect(withoutOurFrames(['Error: m', APPS, OURS, OTHERS].join('\n'))).toBe(['Error: m', APPS, OTHERS].join('\n'));
  });

  it('begins with the caller, if Halyard made the error itself', () => {
    expect(withoutOurFrames(['Error: m', OURS, APPS].join('\n'))).toBe(['Error: m', APPS].join('\n'));
  });

  it('keeps the stack, if no other frame is in it', () => {
    const stack = ['Error: m', OURS].join('\n');
    expect(withoutOurFrames(stack)).toBe(stack);
  });

  it('keeps no frame of Halyard in an error that Halyard made itself', () => {
    expect(withoutOurFrames(['HalyardError: E_VIEW: A view failed.', '  Expected a page.', OURS].join('\n'))).toBe(
      'HalyardError: E_VIEW: A view failed.\n  Expected a page.',
    );
  });

  it.each(['', 'Error: m', 'no frames, but a path: /halyard/dist/core/x.js', ['Error: m', APPS].join('\n')])('changes nothing else: %j', (stack) => {
    expect(withoutOurFrames(stack)).toBe(stack);
  });
});

describe('isAppFrame', () => {
  it.each([APPS, '    at file:///srv/shop/app.js:3:1', '    at async C:\\shop\\orders.js:7:9'])('is true for code of the app: %s', (frame) => {
    expect(isAppFrame(frame)).toBe(true);
  });

  it.each([
    OTHERS,
    '    at node:internal/process/task_queues:95:5',
    '    at emit (node:events:524:28)',
    '    at Promise.all (native)',
    '    at new Promise (<anonymous>)',
  ])('is false for a library and for the runtime: %s', (frame) => {
    expect(isAppFrame(frame)).toBe(false);
  });
});
