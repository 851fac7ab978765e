import { describeApp } from './describe-app.ts';
import { KOA_KNEX } from './tables.ts';

const NEW_CUSTOMER = { from: 'program', method: 'POST', path: '/customers' } as const;

describeApp('a Koa app with knex on SQLite', {
  file: 'koa-knex.mjs',
  table: KOA_KNEX,
  secrets: ['10.0.0.7', 'insert into', 'select', 'no such table', 'SQLITE'],
  submitted: ['ann@example.com', 'correct horse battery'],
  hint: /your middleware at .*koa-knex\.mjs:\d+ answers errors before Halyard\. Delete it, or throw the error again in its catch block/,
  asked: [
    { what: 'a page that does not exist', from: 'browser', path: '/nowhere' },
    { what: 'a path that does not exist', from: 'program', path: '/nowhere' },
    { what: 'a customer who does not exist', from: 'program', path: '/customers/7' },
    { what: 'no login', from: 'program', path: '/me' },
    { what: 'no permission, an error with a status', from: 'program', path: '/admin' },
    { ...NEW_CUSTOMER, what: 'a password that is too short', body: '{"email":"eve@example.com","password":"1234"}' },
    { ...NEW_CUSTOMER, what: 'a new customer', body: '{"email":"eve@example.com","password":"correct horse battery"}' },
    { ...NEW_CUSTOMER, what: 'a row that is there already', body: '{"email":"ann@example.com","password":"correct horse battery"}' },
    { ...NEW_CUSTOMER, what: 'a body that is not JSON', body: '{"email":"ann@example.com",' },
    { what: 'an error of the database', from: 'browser', path: '/report' },
    { what: 'an error of the database', from: 'program', path: '/report' },
    { what: 'a busy server', from: 'program', path: '/export' },
  ],
});
