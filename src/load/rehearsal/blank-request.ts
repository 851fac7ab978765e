import type { IncomingRequest } from '../../core/ports/request.ts';

/**
 * A request without data: `GET /`, no header field, no user, no session. It is made anew for each rehearsal, because the app's option `locals` may write
 * into the object of the host.
 */
export function blankRequest(): IncomingRequest {
  return {
    transport: 'http',
    httpVersion: '1.1',
    remoteAddress: undefined,
    method: 'GET',
    url: '/',
    route: undefined,
    elapsed: undefined,
    native: blankNative(),
    header: () => undefined,
    replyHeader: () => undefined,
  };
}

/** It has the members that hosts give to a request with nothing in it, so that `req.user?.name`, `ctx.state.user` and `c.get('user')` are `undefined`. */
function blankNative(): object {
  const nothing = (): undefined => undefined;
  const request = {
    method: 'GET',
    url: '/',
    originalUrl: '/',
    path: '/',
    headers: Object.create({ get: nothing, has: () => false }),
    query: {},
    params: {},
    cookies: {},
    auth: { isAuthenticated: false, credentials: null },
    state: {},
    locals: {},
    var: {},
    get: nothing,
    header: nothing,
  };
  return { ...request, req: { ...request }, request: { ...request }, res: { locals: {} } };
}
