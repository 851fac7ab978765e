import { form } from './forms/item.mjs';
import { berths, issues, REFUSAL } from './harbour.mjs';

/** What a program asks for, and what a browser asks for when somebody follows a link. */
const JSON_ACCEPT = 'application/json';
const BROWSER_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8';

const json = { accept: JSON_ACCEPT, type: 'application/json' };
const page = { accept: BROWSER_ACCEPT, type: 'text/html' };

/**
 * What is measured: one request, asked of every server. `bare` is what the bare server does for it (see servers/bare.mjs), `target` the
 * most that Halyard on node:http may cost, as a multiple of the bare server's CPU time. `says` must stand in every server's body. An item with
 * a `load` of its own sees to all of that itself.
 */
export const items = [
  { id: '404-json', title: '404 JSON', path: '/berths/99', ...json, status: 404, bare: 'write', target: 1.15, says: ['Not Found'] },
  {
    id: '404-html',
    title: '404 HTML, an EJS view',
    path: '/map/99',
    ...page,
    status: 404,
    bare: 'write',
    target: 1.2,
    says: ['<h1>Not Found</h1>', 'timetable'],
  },
  {
    id: '500-json',
    title: '500 JSON, thrown and logged',
    path: '/moves/last',
    ...json,
    status: 500,
    bare: 'log',
    target: 1.05,
    says: ['Internal Server Error'],
  },
  {
    id: '500-html',
    title: '500 HTML, thrown and logged',
    path: '/map/moves',
    ...page,
    status: 500,
    bare: 'log',
    target: 1.2,
    says: ['<h1>Internal Server Error</h1>', 'harbour office'],
  },
  {
    id: '400-json',
    title: '400 JSON, three issues',
    path: '/bookings/check',
    ...json,
    status: 400,
    bare: 'stringify',
    target: 1.1,
    says: ['Bad Request', ...issues.map(({ message }) => message)],
  },
  { id: '403-json', title: '403 JSON, with a message', path: '/cranes', ...json, status: 403, bare: 'write', target: 1.15, says: [REFUSAL] },
  { id: 'ok-json', title: 'ok() JSON', path: '/berths', ...json, status: 200, bare: 'stringify', target: 1.1, says: berths.map(({ name }) => name) },
  form,
];
