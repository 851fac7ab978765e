// The process of an app that is drilled. Only `halyard drill` starts it, with a secret in HALYARD_DRILL.
import type { Server } from 'node:net';
import { pathToFileURL } from 'node:url';
import { appFolders } from '../../development/frames/app-folders.ts';
import { drillDoor } from '../../hosting/shared/drill-door.ts';
import { AppFiles } from '../attach/app-files.ts';
import { AppSession } from '../attach/drill-session.ts';
import { factsOfSession } from '../attach/facts.ts';
import { Silence } from '../attach/silence.ts';
import { canariesOf } from '../model/canary.ts';
import { appIn } from './app-of.ts';
import { endWithParent } from './end-with-parent.ts';
import { fixWorld } from './fixed-world.ts';
import { importEntry } from './import-entry.ts';
import type { News, Question } from './messages.ts';
import { originOf, otherServer, redirectListen } from './redirected-listen.ts';
import { serveApp } from './serve-app.ts';

const [token, key, silent] = process.env['HALYARD_DRILL']?.split('.') ?? [];
// An export plays responses, too, but nobody may find a trace of them.
const isSilent = silent !== undefined;
const [entry, exportName] = process.argv.slice(2);
if (token === undefined || key === undefined || entry === undefined || process.send === undefined) {
  process.stderr.write('halyard: only "halyard drill" starts this file.\n');
  process.exit(2);
}
// The app and its children must not see the secret of the drill.
delete process.env['HALYARD_DRILL'];
endWithParent();
if (isSilent) fixWorld();
const silence = isSilent ? new Silence() : undefined;

const send = (news: News): void => void process.send?.(news);
const files = new AppFiles(appFolders().root);
const session = new AppSession({ files, token, canaries: canariesOf(key), conceals: true, isQuiet: isSilent, isSilent });
drillDoor.session = session;
const listening = redirectListen();

process.on('message', (question: Question) => {
  if ('add' in question) {
    session.add(question.add);
    send({ tells: 'added' });
  } else if (question.ask === 'traces') send({ tells: 'traces', traces: session.takeTraces() });
  else if (question.ask === 'server') void otherServer(listening, question.tried).then((origin) => send({ tells: 'server', origin }));
  else send({ tells: 'facts', facts: factsOfSession(session, files) });
});
process.on('disconnect', () => process.exit(0));

try {
  const exports = await importEntry(pathToFileURL(entry));
  const found = appIn(exports, exportName === '' ? undefined : exportName);
  if (found === undefined && exportName) throw noExport(exportName, Object.keys(exports));
  const server = await (found === undefined ? waitFor(listening.first) : serveApp(found.app));
  silence?.begin();
  send({ tells: 'listening', origin: originOf(server) });
} catch (error) {
  send({ tells: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.disconnect();
}

/** An entry that listens by itself has another app than the one that the user has named. */
function noExport(name: string, names: readonly string[]): Error {
  const error = new Error(`it has no export "${name}". ${names.length === 0 ? 'It exports nothing' : `It exports ${names.join(', ')}`}`);
  error.stack = error.message;
  return error;
}

/** An entry that exports nothing starts its server itself, at once or when its database answers. The parent ends the wait. */
function waitFor(server: Promise<Server>): Promise<Server> {
  // A process with nothing to do would end here, without a message.
  const timer = setInterval(() => {}, 1_000);
  return server.finally(() => clearInterval(timer));
}
