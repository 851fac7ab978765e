import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseSetCookie } from 'cookie';
import { afterEach } from 'vitest';
import type { FlashOptions } from '../../src/core/settings/form-options.ts';
import { storeFlash } from '../../src/forms/flash/store-flash.ts';
import type { Form } from '../../src/forms/page/form.ts';
import { addCookies } from '../../src/hosting/node/add-cookies.ts';
import { defineForm, nodeVisits } from '../../src/hosting/node/form-visits.ts';
import { type NodeReply, NodeRequest } from '../../src/hosting/node/node-request.ts';
import { nodeSettings } from '../../src/hosting/node/node-settings.ts';

export type Reply = ServerResponse & { form: Form };
export const SECRET = { secret: 'a secret of the harbour, 123456789012' };

const open: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

/** The port of a server that is closed after the test. */
export async function listening(server: { close(): unknown }): Promise<number> {
  open.push(server);
  await once((server as Server).listen(0, '127.0.0.1'), 'listening');
  return ((server as Server).address() as AddressInfo).port;
}

/** `POST` sends a message to the page of its own address. The handler answers every other request. */
export function listener(flash: FlashOptions, handler: (reply: Reply) => unknown) {
  const { forms } = nodeSettings({ flash, logger: false, environment: 'production' });
  return (request: object, native: object): void => {
    const reply = native as Reply;
    const visits = nodeVisits(forms);
    defineForm(visits, reply, request);
    const handle = async (): Promise<unknown> => {
      if (reply.req.method !== 'POST') return handler(reply);
      const note = { to: reply.req.url ?? '/', bag: '', issues: [{ message: 'Enter your name.', path: ['name'] }], old: { boat: 'Petrel' }, messages: {} };
      addCookies(reply, await storeFlash(forms.settings, new NodeRequest(reply), note));
      return reply.end();
    };
    visits.enter(reply as NodeReply, () => void handle());
  };
}

/** A browser: it sends requests and keeps cookies. */
export async function browse(flash: FlashOptions, handler: (reply: Reply) => unknown) {
  const port = await listening(createServer(listener(flash, handler)));
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      redirect: 'manual',
      headers: { accept: 'text/html', 'sec-fetch-dest': 'document', ...(cookie === '' ? {} : { cookie }), ...headers, connection: 'close' },
    });
    for (const { name, value, maxAge } of response.headers.getSetCookie().map((field) => parseSetCookie(field)))
      maxAge === 0 ? cookies.delete(name) : cookies.set(name, value ?? '');
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  return { port, cookies, ask };
}

/** Shows what a form has: the error, the submitted value and the message. */
export const page = (reply: Reply): unknown => reply.end(`${reply.form.errors.first('name')}|${reply.form.old('boat')}|${reply.form.flash('success')}`);

/** The page with the flash. */
export const FULL = 'Enter your name.|Petrel|';
