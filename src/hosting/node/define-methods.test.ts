import { ServerResponse } from 'node:http';
import { Http2ServerResponse } from 'node:http2';
import { createRequire } from 'node:module';
import express from 'express';
import { describe, expect, it } from 'vitest';
import * as builtIn from '../../core/responses/index.ts';
import { defineMethods } from './define-methods.ts';

/** The package has no types under this name. */
const express4 = createRequire(import.meta.url)('express4') as typeof express;

describe('defineMethods', () => {
  it('puts methods on a prototype, and they are not enumerable', () => {
    class Reply {}
    const notFound = (): void => {};
    defineMethods(Reply.prototype, { notFound }, 'a host');
    const reply = new Reply() as { notFound?: unknown };
    expect(reply.notFound).toBe(notFound);
    expect(Object.keys(reply)).toEqual([]);
    expect({ ...reply }).toEqual({});
  });

  it('lets an app replace a method on one reply', () => {
    class Reply {}
    defineMethods(Reply.prototype, { notFound: () => 1 }, 'a host');
    const reply = new Reply() as { notFound?: () => number };
    reply.notFound = () => 2;
    expect(reply.notFound()).toBe(2);
  });

  it.each(['end', 'writeHead', 'destroy', 'constructor', 'toString'])('refuses %s, which the host has (E_NAME_TAKEN)', (name) => {
    class Reply extends ServerResponse {}
    expect(() => defineMethods(Reply.prototype, { [name]: () => {} }, 'node:http')).toThrow(
      new RegExp(`E_NAME_TAKEN: .*res\\.${name}\\(\\) on node:http`, 's'),
    );
  });

  it.each<[string, object]>([
    ['node:http', ServerResponse.prototype],
    ['node:http2', Http2ServerResponse.prototype],
    ['Express 5', express().response],
    ['Express 4', express4().response],
  ])('has no built-in response whose name %s needs', (_, prototype) => {
    const taken = [...Object.keys(builtIn), 'negotiate'].filter((name) => name in prototype);
    expect(taken).toEqual([]);
  });
});
