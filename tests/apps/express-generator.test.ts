import { describeApp } from './describe-app.ts';
import { EXPRESS_GENERATOR } from './tables.ts';

describeApp('an app of express-generator', {
  file: 'express-generator.cjs',
  table: EXPRESS_GENERATOR,
  secrets: ['10.0.0.7', 'ann@example.com', 'ECONNREFUSED', 'SyntaxError'],
  hint: /your middleware at .*express-generator\.cjs:\d+ answers errors before Halyard\. Delete it, or call next\(err\) in it/,
  asked: [
    { what: 'the home page', from: 'browser', path: '/' },
    { what: 'a page that does not exist', from: 'browser', path: '/nowhere' },
    { what: 'a path that does not exist', from: 'program', path: '/nowhere' },
    { what: 'a user who does not exist', from: 'program', path: '/users/bob' },
    { what: 'a path that cannot be decoded', from: 'program', path: '/users/%ff' },
    { what: 'no login', from: 'program', path: '/account' },
    { what: 'no permission, next(err) with a status', from: 'program', path: '/admin' },
    { what: 'a user without a name', from: 'program', method: 'POST', path: '/users', body: '{}' },
    { what: 'a name that is taken', from: 'program', method: 'POST', path: '/users', body: '{"name":"ann"}' },
    { what: 'a body that is not JSON', from: 'program', method: 'POST', path: '/users', body: '{"name":' },
    { what: 'an error', from: 'browser', path: '/report' },
    { what: 'an error', from: 'program', path: '/report' },
    { what: 'a busy server', from: 'program', path: '/export' },
  ],
});
