import { isLoopbackAddress } from '../../hosting/shared/loopback.ts';
import { DrillError } from '../model/drill-error.ts';
import type { DrilledApp } from './drilled-app.ts';

/**
 * A server that runs already. It has no door, so no response is played in it: only what any client can send.
 *
 * @throws DrillError E_DRILL_ENTRY for a server of another machine, because the drill sends it malformed and oversize requests
 */
export function runningServer(address: URL): DrilledApp {
  const { hostname, origin, protocol } = address;
  if (protocol !== 'http:' || !(hostname === 'localhost' || isLoopbackAddress(hostname.replace(/^\[|\]$/g, '')))) {
    throw new DrillError('E_DRILL_ENTRY', {
      found: `the address ${origin}`,
      expected: 'an http address of this machine, such as http://localhost:3000',
      todo: 'To drill an app that runs elsewhere, give the file of the app.',
    });
  }
  return {
    origin,
    isRemote: true,
    isRunning: true,
    output: '',
    add: async () => {},
    facts: async () => ({
      root: process.cwd(),
      host: 'a running server',
      mode: 'development',
      responses: [],
      formats: [],
      views: [],
      routes: undefined,
      deadline: 2_000,
      // It cannot tell its routes. What is sent goes to a path that no app has a page for.
      everyRoute: [],
      hasStore: false,
      sent: { own: [], hasEvents: false, hasInertia: false },
      sockets: [],
      hasHttp: true,
    }),
    traces: async () => ({}),
    stop: async () => {},
  };
}
