import { AbilityBuilder, createMongoAbility, ForbiddenError } from '@casl/ability';
import { call, ORPCError, os } from '@orpc/server';
import { initTRPC, TRPCError } from '@trpc/server';
import express, { type RequestHandler } from 'express';
import { expressjwt } from 'express-jwt';
import { auth, claimEquals, requiredScopes } from 'express-oauth2-jwt-bearer';
import session from 'express-session';
import lusca from 'lusca';
import passport from 'passport';
import { Strategy } from 'passport-local';
// biome-ignore lint/suspicious/noTsIgnore: it has no types
// @ts-ignore
import tinyCsrf from 'tiny-csrf';
import * as z from 'zod';
import { middleware } from './middleware.ts';
import { CANARY, failureOf, type Row, rows } from './row.ts';

const TOKEN = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ sub: CANARY })).toString('base64url')}.AAAA`;
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const email = z.object({ email: z.string().max(5) });
const TOO_LONG = [['#/email', 'too_big']] as const;

const jwt = expressjwt({ secret: 'x', algorithms: ['HS256'] });
const oauth = auth({ secret: 'x'.repeat(32), issuer: 'https://login.example', audience: 'a', tokenSigningAlg: 'HS256' });
const scoped: RequestHandler = (req, _res, next) => {
  Object.assign(req, { auth: { payload: { scope: 'read:orders', sub: CANARY } } });
  next();
};

passport.use(new Strategy((user, _password, done) => done(null, false, { message: `There is no ${user}` })));
const login = passport.authenticate('local', { session: false, failWithError: true }) as RequestHandler;
const sessions = session({ secret: 's', resave: false, saveUninitialized: true });
const cookies: RequestHandler = (req, res, next) => {
  Object.assign(req, { cookies: {}, signedCookies: {} });
  Object.assign(res, { cookie: () => {} });
  next();
};

const { can, cannot, build } = new AbilityBuilder(createMongoAbility);
can('read', 'Order');
cannot('delete', 'Order').because('Only the owner may delete it');
const ability = build();

const t = initTRPC.create();
const procedures = t.router({
  input: t.procedure.input(email).query(() => 1),
  forbidden: t.procedure.query(() => {
    throw new TRPCError({ code: 'FORBIDDEN', message: 'Only the owner may' });
  }),
  missing: t.procedure.query(() => {
    throw new TRPCError({ code: 'NOT_FOUND' });
  }),
  broken: t.procedure.query(() => {
    throw new Error('the database at 10.0.0.5');
  }),
});
const caller = t.createCallerFactory(procedures)({}) as Record<string, (input?: unknown) => Promise<unknown>>;

export const AUTH_ROWS: readonly Row[] = [
  ...middleware('express-jwt', [
    ['no token', [jwt as RequestHandler], {}, 401, { headers: { 'www-authenticate': 'Bearer' } }],
    ['a token with another signature', [jwt as RequestHandler], bearer(TOKEN), 401, { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }],
    ['another scheme', [jwt as RequestHandler], { headers: { authorization: 'Basic' } }, 401],
  ]),
  ...middleware('express-oauth2-jwt-bearer', [
    ['no token', [oauth], {}, 401, { challenge: 'Bearer realm="api"' }],
    ['a token that is none', [oauth], bearer(`a.b.${CANARY}`), 401, { challenge: 'error="invalid_token"' }],
    ['two tokens', [oauth], { ...bearer(TOKEN), path: '/?access_token=x' }, 400, { challenge: 'error="invalid_request"' }],
    ['a missing scope', [scoped, requiredScopes('write:orders')], {}, 403, { challenge: 'scope="write:orders"' }],
    ['a missing claim', [scoped, claimEquals('admin', true)], {}, 401, { challenge: 'error="invalid_token"' }],
  ]),
  ...middleware('passport, with failWithError', [
    [
      'a wrong password',
      [express.json(), passport.initialize() as RequestHandler, login],
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: CANARY, password: 'x' }) },
      401,
    ],
    ['no password', [express.json(), passport.initialize() as RequestHandler, login], { method: 'POST' }, 400],
  ]),
  ...middleware('lusca', [['no CSRF token', [sessions, lusca.csrf() as RequestHandler], { method: 'POST' }, 403]]),
  ...middleware('tiny-csrf', [
    [
      'another CSRF token',
      [express.json(), cookies, tinyCsrf('123456789iamasecret987654321look')],
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ _csrf: CANARY }), path: `/?email=${CANARY}` },
      403,
    ],
  ]),
  { library: 'CASL', failure: 'a reason of the app', status: 403, detail: 'Only the owner may delete it', fail: () => refused('delete') },
  { library: 'CASL', failure: 'no reason', status: 403, fail: () => refused('update') },
  ...rows('oRPC, outside its handler', [
    [
      'an input that is not valid',
      () =>
        call(
          os.input(email).handler(() => 1),
          { email: CANARY } as never,
        ),
      400,
      TOO_LONG,
    ],
    [
      'an output that is not valid',
      () =>
        call(
          os.output(email).handler(() => ({ email: CANARY })),
          undefined,
        ),
      500,
    ],
  ]),
  {
    ...{ library: 'oRPC, outside its handler', failure: 'an error of the app', status: 404, detail: 'No such order' },
    fail: () => new ORPCError('NOT_FOUND', { message: 'No such order' }),
  },
  ...rows('tRPC, outside its adapters', [
    ['an input that is not valid', () => caller['input']?.({ email: CANARY }), 400, TOO_LONG],
    ['a missing record', () => caller['missing']?.(), 404],
    ['an unexpected error', () => caller['broken']?.(), 500],
    ['a missing procedure', () => caller[CANARY.replaceAll('.', '')]?.(), 404],
  ]),
  {
    ...{ library: 'tRPC, outside its adapters', failure: 'an error of the app', status: 403, detail: 'Only the owner may' },
    fail: () => failureOf(() => caller['forbidden']?.()),
  },
];

function refused(action: string): Promise<unknown> {
  return failureOf(() => ForbiddenError.from(ability).throwUnlessCan(action, 'Order'));
}
