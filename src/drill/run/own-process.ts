import type { Server } from 'node:http';
import type { Server as NetServer } from 'node:net';
import { appFolders } from '../../development/frames/app-folders.ts';
import { drillDoor } from '../../hosting/shared/drill-door.ts';
import { AppFiles } from '../attach/app-files.ts';
import { AppSession } from '../attach/drill-session.ts';
import { factsOfSession } from '../attach/facts.ts';
import { originOf } from '../child/redirected-listen.ts';
import { serveApp } from '../child/serve-app.ts';
import type { Canary } from '../model/canary.ts';
import { DrillError } from '../model/drill-error.ts';
import type { DrilledApp } from './drilled-app.ts';

/**
 * Serves an app of this process on a free port, and opens the door of the drill for it until `stop()`. Answers are those of production, also if the app was
 * made in development.
 *
 * @throws DrillError E_DRILL_START, E_DRILL_OPTION
 */
export async function serveHere(app: unknown, { token, canaries }: { readonly token: string; readonly canaries: readonly Canary[] }): Promise<DrilledApp> {
  if (drillDoor.session !== undefined) {
    throw new DrillError('E_DRILL_OPTION', { found: 'a second drill() in this process', expected: 'one at a time', todo: 'Await the first one.' });
  }
  const files = new AppFiles(appFolders().root);
  const session = new AppSession({ files, token, canaries, conceals: true, isQuiet: true });
  drillDoor.session = session;
  const wasListening = isListening(app);
  let server: Server;
  try {
    server = await serveApp(app);
  } catch (error) {
    drillDoor.session = undefined;
    throw startError(error);
  }
  return {
    origin: originOf(server),
    isRunning: true,
    output: '',
    add: async (exercises) => session.add(exercises),
    facts: async () => factsOfSession(session, files),
    traces: async () => session.takeTraces(),
    stop: async () => {
      session.close();
      drillDoor.session = undefined;
      if (!wasListening) await closed(server);
    },
  };
}

function isListening(app: unknown): boolean {
  const { listening, server, listener } = (app ?? {}) as { listening?: unknown; server?: NetServer; listener?: NetServer };
  return listening === true || server?.listening === true || listener?.listening === true;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function startError(error: unknown): DrillError {
  return new DrillError('E_DRILL_START', {
    found: `an app that cannot be served: ${error instanceof Error ? error.message : String(error)}`,
    expected: 'an app of a host, a server of Node, a function that makes one, the options of Halyard, or the path of a module',
  });
}
