import type { ChildFacts } from '../child/messages.ts';
import type { Answer } from '../model/answer.ts';
import { DrillError } from '../model/drill-error.ts';
import type { Exercise } from '../model/exercise.ts';
import { Client } from './client.ts';
import type { DrilledApp } from './drilled-app.ts';

/** A client of the server on which Halyard is mounted, and what is known of the app. */
export interface ReachedApp {
  readonly client: Client;
  readonly found: ChildFacts;
}

/**
 * Sends the first request to each server of the app, until Halyard gets it. An app may have a server of its metrics, or one that only redirects to HTTPS.
 *
 * @throws DrillError E_DRILL_START if Halyard gets no request
 */
export async function reachApp(app: DrilledApp, first: Exercise, entry: string): Promise<ReachedApp> {
  await app.add([first]);
  for (;;) {
    const client = new Client(app.origin);
    try {
      // An app of sockets alone is known without a request, and may never answer one.
      const answer = (await app.facts())?.hasHttp === false ? undefined : await client.send(first);
      if (app.isRemote === true && answer?.status === 0) throw noServer(entry);
      const found = await app.facts();
      if (found !== undefined) return { client, found };
      client.close();
      if ((await app.nextServer?.()) !== true) throw notMounted(entry, answer);
    } catch (error) {
      client.close();
      throw error;
    }
  }
}

function noServer(address: string): DrillError {
  return new DrillError('E_DRILL_START', {
    found: `the address ${address}, where no server answers`,
    expected: 'the address of a server that runs',
    todo: 'Start it first, or give the file of the app: halyard drill ./server.js',
  });
}

function notMounted(entry: string, answer: Answer | undefined): DrillError {
  if (answer?.status === 0) {
    return new DrillError('E_DRILL_START', {
      found: `${entry}, an app that does not answer a request of HTTP/1.1`,
      expected: 'a server of HTTP/1.1 or HTTPS',
      todo: 'Give http2.createSecureServer() the option allowHTTP1, or export the app, so that the drill serves it.',
    });
  }
  return new DrillError('E_DRILL_START', {
    found: `${entry}, an app in which Halyard got no request`,
    expected: 'an app on which Halyard is mounted, for every path',
    todo: '"halyard init" prints the lines that mount it. If it is mounted on an app or a router below a path, export that app, and use --export.',
  });
}
