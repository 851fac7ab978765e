// An app whose format, whose props of Inertia and whose responses fail for a part of the clients.

import { halyard } from 'halyard/koa';
import Koa from 'koa';

const csv = {
  name: 'csv',
  mediaType: 'text/csv',
  render({ status, title }) {
    if (status === 404) throw new Error('The format has no row');
    return {
      body: `status,title\r\n${status},${title}\r\n`,
      contentType: status === 409 ? 'text/tab-separated-values' : 'text/csv; charset=utf-8',
      value: undefined,
    };
  },
};

/** The name of a built-in client, and another media type. */
const json = {
  name: 'json',
  mediaType: 'application/vnd.api+json',
  render: ({ status }) => answer('application/vnd.api+json', JSON.stringify({ errors: [{ status: String(status) }] })),
};

function answer(contentType, body) {
  return { body, contentType, value: undefined };
}

export const app = new Koa();
halyard(app, { formats: [csv, json], inertia: { component: 'Error', props: () => ({ user: undefined.name }) } });
