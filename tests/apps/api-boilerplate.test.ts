import { describeApp } from './describe-app.ts';
import { API_BOILERPLATE } from './tables.ts';

const NEW_USER = { from: 'program', method: 'POST', path: '/v1/users' } as const;

describeApp('an API in the shape of node-express-boilerplate', {
  file: 'api-boilerplate.cjs',
  table: API_BOILERPLATE,
  secrets: ['10.0.0.7', 'hunter2', 'ECONNREFUSED', 'jwt malformed'],
  submitted: ['ann@example.com', 'correct horse battery'],
  betterStatus: {
    'a body that is not JSON': 'The boilerplate answers every error that is no ApiError with 500 in production, those of clients included.',
    'a body that is too large': 'As above.',
  },
  hint: /your middleware at .*api-boilerplate-errors\.cjs:\d+ answers errors before Halyard\. Delete it, or call next\(err\) in it/,
  asked: [
    { what: 'a path that does not exist', from: 'program', path: '/v1/nowhere' },
    { what: 'a page that does not exist', from: 'browser', path: '/docs' },
    { what: 'a user who does not exist', from: 'program', path: '/v1/users/7' },
    { what: 'no login', from: 'program', path: '/v1/settings' },
    { what: 'no permission', from: 'program', path: '/v1/settings', headers: { authorization: 'Bearer token-of-bob' } },
    { what: 'a login', from: 'program', path: '/v1/settings', headers: { authorization: 'Bearer token-of-ann' } },
    { ...NEW_USER, what: 'a user without a password', body: '{"email":"eve"}' },
    { ...NEW_USER, what: 'a new user', body: '{"email":"eve@example.com","password":"correct horse battery"}' },
    { ...NEW_USER, what: 'an email that is taken', body: '{"email":"ann@example.com","password":"correct horse battery"}' },
    { ...NEW_USER, what: 'a body that is not JSON', body: '{"email":"ann@example.com",' },
    { ...NEW_USER, what: 'a body that is too large', body: JSON.stringify({ email: 'a'.repeat(200_000) }) },
    { what: 'an error', from: 'program', path: '/v1/report' },
    { what: 'a busy server', from: 'program', path: '/v1/export' },
  ],
});
