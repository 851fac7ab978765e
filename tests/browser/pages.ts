import { readdirSync } from 'node:fs';
import { parse } from 'node:path';
import * as builtIn from '../../src/core/responses/index.ts';

const own = readdirSync(new URL('../../examples/express/api/responses', import.meta.url)).map((file) => parse(file).name);

/** The names of all responses in the example: Halyard's and its own. */
export const RESPONSES: readonly string[] = [...new Set([...Object.keys(builtIn), ...own])];

/** The pages that a visitor of the example can see: its own pages, its error views and Halyard's pages. */
export const PAGES: readonly { readonly name: string; readonly address: string; readonly status: number }[] = [
  { name: 'the start page', address: '/', status: 200 },
  { name: 'the list of berths', address: '/berths', status: 200 },
  { name: 'a berth', address: '/berths/A1', status: 200 },
  { name: 'the booking form', address: '/bookings/new', status: 200 },
  { name: 'the 404 of the app', address: '/berths/Z9', status: 404 },
  { name: 'the 500 of the app, or its development page', address: '/tides', status: 500 },
  { name: 'the 500 of the app, with the link to its development page', address: '/tides?halyard-page=own', status: 500 },
  { name: 'the built-in 400, with issues', address: '/calls/badRequest', status: 400 },
  { name: 'the built-in 403', address: '/berths/P1', status: 403 },
  { name: 'the built-in 502, with an error behind it', address: '/calls/badGateway', status: 502 },
  { name: 'the built-in 503, with a time to come back', address: '/calls/serviceUnavailable', status: 503 },
];
