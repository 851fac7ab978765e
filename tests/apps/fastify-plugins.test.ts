import { describeApp } from './describe-app.ts';
import { FASTIFY_PLUGINS } from './tables.ts';

const NEW_PARCEL = { from: 'program', method: 'POST', path: '/parcels' } as const;

describeApp('a Fastify app of plugins', {
  file: 'fastify-plugins.mjs',
  table: FASTIFY_PLUGINS,
  secrets: ['10.0.0.7', 'ann@example.com'],
  changesAtOnce: ['a page that does not exist', 'a path that does not exist', 'the third such request'],
  hint: /your error handler at .*fastify-plugins\.mjs:\d+ answers errors before Halyard\. Delete it, or throw the errors in it/,
  asked: [
    { what: 'a parcel', from: 'program', path: '/parcels/A1' },
    { what: 'a page that does not exist', from: 'browser', path: '/nowhere' },
    { what: 'a path that does not exist', from: 'program', path: '/nowhere' },
    { what: 'the third such request', from: 'program', path: '/nowhere' },
    { what: 'a parcel that does not exist', from: 'program', path: '/parcels/B2' },
    { what: 'no login', from: 'program', path: '/parcels/mine' },
    { what: 'no permission, an error with a status on the reply', from: 'program', path: '/parcels/all' },
    { ...NEW_PARCEL, what: 'a parcel without weight', body: '{"number":"B2","grams":0}' },
    { ...NEW_PARCEL, what: 'a number that is taken', body: '{"number":"A1","grams":100}' },
    { ...NEW_PARCEL, what: 'a body that is not JSON', body: '{"number":' },
    { ...NEW_PARCEL, what: 'a body of another type', body: 'A1,100', headers: { 'content-type': 'text/csv' } },
    { what: 'an error', from: 'browser', path: '/parcels/label' },
    { what: 'an error', from: 'program', path: '/parcels/label' },
    { what: 'a busy server', from: 'program', path: '/parcels/tracking' },
  ],
});
