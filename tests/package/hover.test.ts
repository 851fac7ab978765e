import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './pack.ts';

/** The compiler's own language server, as an editor starts it. It speaks JSON-RPC, each message after a `Content-Length` (LSP 3.17). */
class Editor {
  readonly #server = spawn(join(root, 'node_modules/.bin/tsc'), ['--lsp', '--stdio'], { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] });
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #received = Buffer.alloc(0);
  #id = 0;

  constructor() {
    this.#server.stdout.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#read();
    });
  }

  #read(): void {
    for (;;) {
      const head = this.#received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.subarray(0, Math.max(0, head)).toString())?.[1]);
      if (head === -1 || this.#received.length < head + 4 + length) return;
      const message = JSON.parse(this.#received.subarray(head + 4, head + 4 + length).toString());
      this.#received = this.#received.subarray(head + 4 + length);
      // The server requests settings and registers its abilities. An editor without settings sends an empty answer.
      if (message.method !== undefined && message.id !== undefined)
        this.#send({ id: message.id, result: message.method === 'workspace/configuration' ? [null] : null });
      else this.#waiting.get(message.id)?.(message.result);
    }
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  notify(method: string, params: object): void {
    this.#send({ method, params });
  }

  ask(method: string, params: object): Promise<unknown> {
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send({ id, method, params });
    });
  }

  close(): void {
    this.#server.kill();
  }
}

const NAMES = ['ok', 'noContent', 'badRequest', 'notFound', 'tooManyRequests', 'serverError', 'negotiate', 'form'];

/** The reply of each host in a handler: its import, and its type. */
const REPLIES = {
  express: ["import 'halyard/express';\nimport type { Response } from 'express';", 'Response'],
  fastify: ["import 'halyard/fastify';\nimport type { FastifyReply } from 'fastify';", 'FastifyReply'],
  hapi: ["import 'halyard/hapi';\nimport type { ResponseToolkit } from '@hapi/hapi';", 'ResponseToolkit'],
  hono: ["import type { Reply } from 'halyard/hono';", 'Reply'],
  koa: ["import 'halyard/koa';\nimport type { Context } from 'koa';", 'Context'],
  nest: ["import type { Reply } from 'halyard/nest';", 'Reply'],
  fetch: ["import type { Reply } from 'halyard/fetch';", 'Reply'],
  'node-http': ["import type { Reply } from 'halyard/node-http';", 'Reply'],
  sails: ["import type { Reply } from 'halyard/sails';", 'Reply'],
} as const;

describe('an editor', () => {
  const editor = new Editor();
  const rootUri = pathToFileURL(root).href;

  beforeAll(async () => {
    await editor.ask('initialize', { processId: process.pid, rootUri, workspaceFolders: [{ uri: rootUri, name: 'halyard' }], capabilities: {} });
    editor.notify('initialized', {});
  });
  afterAll(() => editor.close());

  it.each(Object.entries(REPLIES))('explains each response method and the form, on %s', async (host, [imports, type]) => {
    const lines = [...imports.split('\n'), `declare const reply: ${type};`, ...NAMES.map((name) => `reply.${name};`)];
    const uri = pathToFileURL(join(root, `tests/package/hover-${host}.ts`)).href;
    editor.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'typescript', version: 1, text: lines.join('\n') } });
    for (const name of NAMES) {
      const position = { line: lines.indexOf(`reply.${name};`), character: 'reply.'.length + 1 };
      const hover = (await editor.ask('textDocument/hover', { textDocument: { uri }, position })) as { readonly contents: unknown } | null;
      // For a member without a doc comment, an editor shows only the type.
      expect(JSON.stringify(hover?.contents ?? ''), name).toMatch(/[A-Z`][^"]{20,}\..*@example/);
    }
  });
});
