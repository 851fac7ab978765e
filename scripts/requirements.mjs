// The tables of docs/requirements.md: the rules for every host, from the requirements in src/conformance, and the rules of the two Sails pages,
// from the tables in docs/sails.md. It reads the sources and not dist/, so that it is never out of date.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createJiti } from 'jiti';
import { root } from './ensure-ready.mjs';

/** For each topic of the requirements: its heading on the page, and its subject. */
const TOPICS = {
  negotiation: ['Which format a client gets', 'Halyard chooses a format by Accept and by what browsers and scripts send beside it.'],
  responses: ['Responses', 'Each response has its status, its arguments and the headers that HTTP asks for.'],
  statuses: ['Statuses that an app has chosen', 'An error keeps the status that the app gave to it or to the reply. Its text stays in the log.'],
  pages: ['Pages', 'A browser gets a page of the app or the built-in page.'],
  disclosure: ['What a client sees of an error', 'In production, a client sees nothing of an error that was not made for it.'],
  developers: ['Who sees errors in development', 'In development, Halyard shows an error only to the developer at this machine.'],
  'development pages': ['The page of a 5xx in development', "The developer sees the error, and everybody else the app's own page."],
  'development report': [
    'The report of a failure in development',
    'The developer sees the error, its source, the request and advice, in every format. Nobody else sees anything of it.',
  ],
  headers: ['Headers', 'An error response has safe headers and keeps those that the app still needs.'],
  reporting: ['The log', 'Halyard logs each failure once, with a reference that the client has too.'],
  faults: ['Faults in the app', 'A view, response, format, logger or reporter that fails does not stop the response.'],
  robustness: ['Robustness', 'Every value that an app can throw or pass gets exactly one response, and the process goes on.'],
  connections: ['Broken connections', 'A client that stops sending HTTP cannot put bytes into another response.'],
  'event streams': ['Event streams', 'An EventSource learns of a failure and reconnects only if that helps.'],
  maintenance: ['Planned outages', 'During an outage of the option `maintenance`, each client gets a 503 before the app has its request.'],
  'forms: sent back': ['Forms: redirect back', 'A browser whose form is invalid is redirected to its page. API clients are not redirected.'],
  'forms: targets': ['Forms: redirect targets', 'A redirect leads only to a path of this origin.'],
  'forms: flash': ['Forms: flash', 'A flash is shown once, on the page that it is for.'],
  'forms: parts of a page': ['Forms: parts of a page', 'htmx, Unpoly and alpine-ajax show messages and failures in a part of the page.'],
  'forms: cookies': ['Forms: cookies', 'The cookie of a flash is small, sealed and safe to lose.'],
  'forms: size': ['Forms: long forms', 'A long form comes back whole, or the visitor sees what is missing.'],
  'forms: what was typed': ['Forms: typed text', 'A visitor does not have to type a form again, and secrets do not come back.'],
  'forms: lists and boxes': ['Forms: lists and boxes', 'Each field of a list gets its own value and error, and a cleared box stays cleared.'],
  'forms: other sites': ["Forms: other sites' pages", "Another site's page cannot leave a flash or a message in a visitor's browser."],
  'forms: behind a prefix': ['Forms: behind a prefix', 'A proxy removes the beginning of each path, and the browser has it.'],
  'forms: stores': ['Forms: flash stores', 'A failing flash store neither delays a response nor loses the errors or the typed text.'],
};

/** For each page of Sails: its heading, and the name that the `source` of a requirement uses for it. */
const PAGES = {
  'server-error': ['The page res.serverError() of Sails 1', 'Sails 1, res.serverError()'],
  'default-responses': ['The page Default responses of Sails 0.9', 'Sails 0.9, Default responses'],
};

const jiti = createJiti(import.meta.url);

/** Everything between the marks of docs/requirements.md. */
export async function requirementsPage() {
  const { REQUIREMENTS } = await jiti.import(join(root, 'src/conformance/index.ts'));
  const { HOSTS } = await jiti.import(join(root, 'tests/conformance/hosts.ts'));
  const differences = differencesOf(HOSTS);
  const topics = Object.entries(REQUIREMENTS).map(([topic, requirements]) => {
    if (TOPICS[topic] === undefined) throw new Error(`docs: scripts/requirements.mjs has no heading for the topic "${topic}"`);
    const [heading, about] = TOPICS[topic];
    const rows = requirements.map((one) => [code(one.id), one.level, one.sentence.replaceAll('|', '\\|'), sourceOf(one.source), whereOf(one, differences)]);
    return `## ${heading}\n\nTopic ${code(topic)}. ${about}\n\n${table(['Id', 'Level', 'Requirement', 'Source', 'Where'], rows)}`;
  });
  const differ = differences.map(({ id, hosts, reason }) => [code(id), hosts.join(', '), reason]);
  return [`## Hosts that differ\n\n${table(['Id', 'Hosts', 'Reason'], differ)}`, ...topics, ...Object.keys(PAGES).map(pageOfSails)].join('\n\n');
}

/** `except` of all hosts, by requirement and reason. */
function differencesOf(hosts) {
  const found = new Map();
  for (const { name, except = {} } of hosts) {
    for (const [id, reason] of Object.entries(except)) {
      const key = `${id} ${reason}`;
      found.set(key, { id, reason, hosts: [...(found.get(key)?.hosts ?? []), name] });
    }
  }
  return [...found.values()];
}

function whereOf({ id, environment, raw, store }, differences) {
  const only = [
    environment === undefined ? '' : `in ${environment}`,
    raw ? 'over HTTP/1.1' : '',
    store === undefined ? '' : store ? 'with a flash store' : 'with the sealed cookie',
  ].filter((text) => text !== '');
  const differ = differences.filter((one) => one.id === id).flatMap(({ hosts }) => hosts);
  const where = only.length === 0 ? 'everywhere' : only.join(', ');
  return differ.length === 0 ? where : `${where}, but [not](#hosts-that-differ) on ${differ.join(', ')}`;
}

/** `RFC 9110, 12.5.1; docs/forms.md`, with its links. */
function sourceOf(source) {
  return source
    .split('; ')
    .map((one) => {
      const [, number, section] = /^RFC (\d+), ([\d.]+)$/.exec(one) ?? [];
      if (number !== undefined) return `[RFC ${number}, ${section}](https://www.rfc-editor.org/rfc/rfc${number}#section-${section})`;
      const [, page] = /^docs\/([\w-]+)\.md$/.exec(one) ?? [];
      if (page !== undefined) return `ours: [${page}](${page}.md)`;
      const [heading] = Object.values(PAGES).find(([, name]) => name === one) ?? [];
      return heading === undefined ? one : `[${one}](#${anchor(heading)})`;
    })
    .join('<br>');
}

/** The sentences of a Sails page that promise something, each with an id: its position among them. */
function pageOfSails(name) {
  const [heading] = PAGES[name];
  const text = readFileSync(join(root, 'docs/sails.md'), 'utf8');
  const lines = text.split(`<!-- ${name}:start -->`)[1]?.split(`<!-- ${name}:end -->`)[0]?.trim().split('\n').slice(2) ?? [];
  const rows = lines
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([, holds]) => holds !== '–');
  if (rows.length === 0) throw new Error(`docs: docs/sails.md has no table ${name}`);
  const cells = rows.map(([sentence, holds, proof], index) => [code(`${name}-${index + 1}`), 'MUST', sentence, holds.replaceAll('](#', '](sails.md#'), proof]);
  const about = 'Each sentence is quoted from the page. It holds without a preset and with both (everywhere), or with the preset that is named.';
  return `## ${heading}\n\n${about}\n\n${table(['Id', 'Level', 'Sentence', 'Holds', 'Proved by'], cells)}`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text) {
  return `\`${text}\``;
}

function anchor(heading) {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
