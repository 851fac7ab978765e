import { createReadStream } from 'node:fs';
import { request } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { endStream, isStream, type NodeStream } from './stream-as-data.ts';
import { findUnawaited, UnawaitedPromiseError } from './unawaited-promise.ts';

class Rows {
  async *[Symbol.asyncIterator](): AsyncGenerator<number> {
    yield 1;
  }
}

class Page {
  readonly rows = [1, 2];
  pipe(): void {}
  toJSON(): object {
    return { rows: this.rows };
  }
}

function* numbers(): Generator<number> {
  yield 1;
}

const messageOf = (data: unknown): string | undefined => {
  const found = findUnawaited([data]);
  return found && new UnawaitedPromiseError('ok', found).message.replaceAll(/\s*\n\s*/g, ' ');
};

describe('a stream in place of data', () => {
  it.each<[string, () => object]>([
    ['a Readable', () => Readable.from(['a'])],
    ['a Duplex', () => new PassThrough()],
    ['a ReadableStream', () => new ReadableStream()],
    ['a Blob', () => new Blob(['a'])],
    ['a File', () => new File(['a'], 'a.txt')],
    ['a Response', () => new Response('a')],
    ['a Request', () => new Request('http://localhost/', { method: 'POST', body: 'a' })],
    ['a generator', () => numbers()],
    ['an async generator', () => new Rows()[Symbol.asyncIterator]()],
    ['a class that is async iterable', () => new Rows()],
  ])('is found: %s', (_, make) => {
    expect(isStream(make())).toBe(true);
    expect(messageOf(make())).toMatch(
      /^E_STREAM: A stream was found in place of data\. Found ok\(stream\)\. Expected the value, not the stream of it\. Send it with/,
    );
    expect(messageOf({ files: [make()] })).toContain('Found ok({ files: [stream] }).');
    expect(messageOf(new Map([['file', make()]]))).toContain('Found ok({ file: stream }).');
  });

  it.each<[string, unknown]>([
    ['bytes', Buffer.from('a')],
    ['an ArrayBuffer', new ArrayBuffer(2)],
    ['a Set', new Set([1])],
    ['a Date', new Date(0)],
    ['an object with a function of that name', { pipe: () => {}, throw: () => {} }],
    ['a class with a toJSON', new Page()],
    ['URLSearchParams', new URLSearchParams('a=1')],
    ['an error that refers to a stream', Object.assign(new Error('m', { cause: new Response('a') }), { response: Readable.from(['a']) })],
  ])('is not %s', (_, value) => {
    expect(messageOf(value)).toBeUndefined();
    expect(messageOf({ value })).toBeUndefined();
  });

  it('is not searched for in the arguments of a failure', () => {
    expect(findUnawaited([Readable.from(['a'])], { once: true })).toBeUndefined();
  });

  it('does not hide a promise before it', () => {
    expect(messageOf([Promise.resolve(1), Readable.from(['a'])])).toMatch(/^E_PROMISE: .* and 1 more/);
  });

  it('is closed if it is a file, and its later error ends nothing', async () => {
    const file = createReadStream('/does/not/exist');
    endStream(file as unknown as NodeStream);
    expect(file.destroyed).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('stays open if it can be written, or if it is the message of a request', () => {
    const connection = new PassThrough();
    endStream(connection as unknown as NodeStream);
    expect(connection.destroyed).toBe(false);
    const outgoing = request({ port: 1 }).on('error', () => {});
    endStream(outgoing as unknown as NodeStream);
    expect(outgoing.destroyed).toBe(false);
    outgoing.destroy();
  });

  it('may be hostile', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(isStream(proxy)).toBe(false);
    expect(() => endStream(proxy as NodeStream)).not.toThrow();
  });
});
