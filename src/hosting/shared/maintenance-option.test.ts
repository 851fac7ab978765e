import { describe, expect, it } from 'vitest';
import type { Options } from '../../core/settings/options.ts';
import { nodeSettings } from '../node/node-settings.ts';
import { messageReplies } from '../sockets/message-replies.ts';
import { webSettings } from '../web/web-settings.ts';

const source = { meets: () => undefined };

class Source {
  meets() {
    return undefined;
  }
}

describe.each<[string, (options: Options) => unknown]>([
  ['Node', nodeSettings],
  ['Request and Response', (options) => webSettings(options, { waitUntil: () => {} })],
  ['sockets', (options) => messageReplies('ws', options)],
])('the option `maintenance` of a host of %s', (_, mount) => {
  const mountWith = (maintenance: unknown) => () => mount({ logger: false, maintenance } as Options);

  it.each([[undefined], [source], [new Source()], [Object.assign(() => {}, source)]])('is nothing, or an object with the method meets', (value) => {
    expect(mountWith(value)).not.toThrow();
  });

  it.each([
    [true, 'Found maintenance: true.', 'maintenance()'],
    ['maintenance.json', 'Found maintenance: "maintenance.json".', 'maintenance()'],
    [() => source, 'Found maintenance: a function.', 'maintenance()'],
    [false, 'Found maintenance: false.', 'Leave the option out'],
    [null, 'Found maintenance: null.', 'Leave the option out'],
    [Promise.resolve(source), 'Found maintenance: a promise.', 'Write await'],
    [{ meets: true }, 'Found maintenance: an object with the members meets.', 'Expected an object with the method meets(request).'],
    [{}, 'Found maintenance: an object with the members (none).', 'Expected an object with the method meets(request).'],
    [[source], 'Found maintenance: a list.', 'Expected an object with the method meets(request).'],
  ])('is refused at start with what was found and what to do: %s', (value, found, todo) => {
    expect(mountWith(value)).toThrowError(expect.objectContaining({ code: 'E_OPTION' }));
    expect(mountWith(value)).toThrow(found);
    expect(mountWith(value)).toThrow(todo);
  });

  it('is a rejected promise whose rejection ends no process', async () => {
    expect(mountWith(Promise.reject(new Error('no file')))).toThrow('Write await');
    await new Promise((resolve) => setImmediate(resolve));
  });
});
