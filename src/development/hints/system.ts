import { isAbsolute } from 'node:path';
import { workingFolder } from '../frames/working-folder.ts';
import { masked } from '../report/masked.ts';
import type { Hint } from '../report/report.ts';
import { codeOf, numberIn, rawErrors, textIn } from './raw-errors.ts';
import type { Situation } from './situation.ts';

/** The servers that usually listen on a port. */
const SERVERS: Readonly<Record<number, string>> = {
  1433: 'SQL Server',
  3306: 'MySQL',
  5432: 'PostgreSQL',
  5672: 'RabbitMQ',
  6379: 'Redis',
  9092: 'Kafka',
  9200: 'Elasticsearch',
  11211: 'memcached',
  27017: 'MongoDB',
};

/** Errors of the network, of files and of modules, by Node's codes. */
export function systemHints(situation: Situation): readonly Hint[] {
  const errors = rawErrors(situation);
  // The AggregateError of a connection has the code, and its members have the address.
  for (const error of [...errors.filter((one) => numberIn(one, 'port') !== undefined), ...errors]) {
    const hint = hintFor(error);
    if (hint !== undefined) return [hint];
  }
  return [];
}

function hintFor(error: object): Hint | undefined {
  const place = placeOf(error);
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return { text: `Nothing listens on ${place}.${serverAt(error)} Is it running, and is the address right?` };
    case 'ENOTFOUND':
      return aboutName(error, 'has no address. Is it spelled right?');
    case 'EAI_AGAIN':
      return aboutName(error, 'cannot be looked up now. Is this machine online?');
    case 'ETIMEDOUT':
      return textIn(error, 'syscall') === 'connect' ? { text: `${place} did not answer in time. Perhaps a firewall drops the connection.` } : undefined;
    case 'EADDRINUSE':
      return { text: `The port ${numberIn(error, 'port') ?? ''} is in use. Stop the other process, or listen on another port.`.replace('  ', ' ') };
    case 'ENOENT':
      return missingFile(error);
    case 'EACCES':
      return { text: `This process may not ${textIn(error, 'syscall') === 'listen' ? `listen on ${place}` : `open ${shown(textIn(error, 'path'))}`}.` };
    case 'EMFILE':
      return { text: 'This process has too many open files. Perhaps files or connections are not closed.' };
    case 'ERR_MODULE_NOT_FOUND':
    case 'MODULE_NOT_FOUND':
      return missingModule(error);
    case 'ERR_HTTP_HEADERS_SENT':
      return {
        text: 'The handler has answered already, and then it set a header field or answered again. Perhaps a return is missing after the first answer.',
      };
    case 'ERR_STREAM_WRITE_AFTER_END':
      return { text: 'Something was written after the end. Perhaps a callback runs after res.end().' };
    default:
      return undefined;
  }
}

function aboutName(error: object, sentence: string): Hint | undefined {
  const name = textIn(error, 'hostname');
  return name === undefined ? undefined : { text: `The name ${masked(name, 256)} ${sentence}` };
}

function placeOf(error: object): string {
  const [address, port] = [textIn(error, 'address'), numberIn(error, 'port')];
  if (port === undefined) return shown(address);
  return `${masked(address?.includes(':') ? `[${address}]` : (address ?? ''), 128)}:${port}`;
}

function serverAt(error: object): string {
  const server = SERVERS[numberIn(error, 'port') ?? 0];
  return server === undefined ? '' : ` It is the usual port of ${server}.`;
}

function missingFile(error: object): Hint | undefined {
  const path = textIn(error, 'path');
  if (path === undefined) return undefined;
  if (textIn(error, 'syscall')?.startsWith('spawn')) return { text: `The program ${shown(path)} is not installed, or not in PATH.` };
  const relative = isAbsolute(path) ? [] : [`A relative path begins in the folder where the process was started: ${masked(workingFolder(), 512)}`];
  return { text: `${shown(path)} does not exist.`, ...(relative.length > 0 && { lines: relative }) };
}

function missingModule(error: object): Hint | undefined {
  const name = /^Cannot find (?:package|module) '([^']{1,200})'/.exec(textIn(error, 'message') ?? '')?.[1];
  if (name === undefined) return undefined;
  const bare = /^(?:@[\w.-]+\/)?[\w.-]+/.exec(name)?.[0];
  if (name.startsWith('.') || isAbsolute(name) || bare === undefined)
    return { text: `The file ${shown(name)} does not exist. A relative import needs its extension in an ES module.` };
  return { text: `The package ${shown(bare)} is not installed.`, code: `npm install ${masked(bare, 200)}` };
}

function shown(text: string | undefined): string {
  return text === undefined ? 'the address' : masked(text, 512);
}
