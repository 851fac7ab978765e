import { form } from './forms/item.mjs';
import { berths, issues, REFUSAL } from './harbour.mjs';

/** The Accept of a program, and the Accept of a browser when somebody follows a link. */
const JSON_ACCEPT = 'application/json';
const BROWSER_ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8';

const json = { accept: JSON_ACCEPT, type: 'application/json' };
const page = { accept: BROWSER_ACCEPT, type: 'text/html' };

/**
 * The items: one request each, which every server gets. `bare` is the work of the bare server (see servers/bare.mjs). `target` is the highest
 * cost that is allowed for Halyard on node:http, as a multiple of the bare server's CPU time. Every server's body must hold the texts of
 * `contains`. An item with its own `load` does all of that itself.
 */
export const items = [
  { id: '404-json', title: '404 JSON', path: '/berths/99', ...json, status: 404, bare: 'write', target: 1.15, contains: ['Not Found'] },
  {
    id: '404-html',
    title: '404 HTML, an EJS view',
    path: '/map/99',
    ...page,
    status: 404,
    bare: 'write',
    target: 1.2,
    contains: ['<h1>Not Found</h1>', 'timetable'],
  },
  {
    id: '500-json',
    title: '500 JSON, thrown and logged',
    path: '/moves/last',
    ...json,
    status: 500,
    bare: 'log',
    target: 1.05,
    contains: ['Internal Server Error'],
  },
  {
    id: '500-html',
    title: '500 HTML, thrown and logged',
    path: '/map/moves',
    ...page,
    status: 500,
    bare: 'log',
    target: 1.2,
    contains: ['<h1>Internal Server Error</h1>', 'harbour office'],
  },
  {
    id: '400-json',
    title: '400 JSON, three issues',
    path: '/bookings/check',
    ...json,
    status: 400,
    bare: 'stringify',
    target: 1.1,
    contains: ['Bad Request', ...issues.map(({ message }) => message)],
  },
  { id: '403-json', title: '403 JSON, with a message', path: '/cranes', ...json, status: 403, bare: 'write', target: 1.15, contains: [REFUSAL] },
  { id: 'ok-json', title: 'ok() JSON', path: '/berths', ...json, status: 200, bare: 'stringify', target: 1.1, contains: berths.map(({ name }) => name) },
  form,
];
