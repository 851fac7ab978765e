import type { Paint } from '../../development/text/paint.ts';
import { counted } from '../../drill/output/finding-facts.ts';
import type { SummaryTable } from '../../drill/output/summary-rows.ts';
import { summaryBlock } from '../../drill/output/terminal/summary-block.ts';
import { oneLine, wrapped } from '../../drill/output/terminal/wrapped.ts';
import type { CheckReport } from './check-proxy.ts';
import type { Asked, CheckFinding } from './finding.ts';

/** The report for a terminal: heading, findings, a table of what was asked, notes, and the totals. */
export function checkText(report: CheckReport, paint: Paint, columns = 80): string {
  const width = Math.max(40, Math.min(columns, 100));
  const { findings, status, notes } = report;
  const table = tableOf(report);
  const blocks = [
    heading(report, paint),
    ...findings.map((finding) => findingLines(finding, paint, width)),
    ...(status === 0 ? [] : [findings.length === 0 ? cleanLines(report, paint, width) : summaryBlock(table, paint, width)]),
    ...(notes.length === 0 ? [] : [notes.flatMap((note) => indented(note, '– ', width))]),
    [lastLine(report, paint)],
  ];
  return `\n${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** The last line: `74 answers, 2 findings (1 warning), 0.3 s`. */
export function lastLine({ asked, findings, duration }: CheckReport, paint: Paint): string {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  const colour = warnings < findings.length ? paint.error : warnings > 0 ? paint.warning : paint.good;
  const found = `${counted(findings.length, 'finding')}${warnings === 0 ? '' : ` (${counted(warnings, 'warning')})`}`;
  return colour([counted(asked.length, 'answer'), found, `${(duration / 1_000).toFixed(1)} s`].join(', '));
}

function heading({ address, proxy, status }: CheckReport, paint: Paint): readonly string[] {
  const facts = [...(proxy === undefined ? [] : [oneLine(proxy, 60)]), ...(status === 0 ? [] : [`the app is stopped: ${status}`])];
  return [`${paint.heading('halyard export --check')} ${oneLine(address, 400)}`, ...(facts.length === 0 ? [] : [paint.dim(facts.join(' · '))])];
}

function findingLines({ code, severity, what, found, expected, todo, asked }: CheckFinding, paint: Paint, columns: number): readonly string[] {
  const [mark, colour] = severity === 'error' ? ['✗', paint.error] : ['!', paint.warning];
  const facts = (name: string, value: string): readonly string[] =>
    indented(value, `${name.padEnd(8)}  `, columns).map((line, at) => (at === 0 ? line.replace(name, paint.dim(name)) : line));
  return [
    `  ${colour(`${mark} ${code}`)}`,
    ...indented(what, '', columns),
    ...facts('asked', askedText(asked)),
    ...facts(
      'found',
      found
        .slice(0, 6)
        .map((one) => oneLine(one, 200))
        .join(', '),
    ),
    ...facts('expected', expected),
    ...indented(todo, '→ ', columns).map((line, at) => (at === 0 ? line.replace('→', paint.good('→')) : line)),
  ];
}

/** What was right, in one sentence. */
function cleanLines({ asked }: CheckReport, paint: Paint, columns: number): readonly string[] {
  const statuses = [...new Set(asked.map(({ answer }) => answer.status))].filter((status) => status > 0).sort();
  const clients = new Set(asked.map(({ ask }) => ask.client.name)).size;
  const text = `Every answer is right: ${statuses.join(', ')}, for ${clients} clients and each method.`;
  return indented(text, '✓ ', columns).map((line) => line.slice(2).replace('✓', paint.good('✓')));
}

/** The requests of a finding in few words: `GET, POST as browser, json (12 answers)`. */
function askedText(asked: readonly Asked[]): string {
  const kinds = [...new Set(asked.map(({ ask }) => ask.provocation.name))];
  const methods = [...new Set(asked.map(({ ask }) => ask.method))].join(', ');
  const clients = [...new Set(asked.map(({ ask }) => ask.client.name))];
  const shown = clients.length > 4 ? `${clients.length} clients` : clients.join(', ');
  const others = kinds.filter((kind) => kind !== 'stopped');
  const about = others.length === 0 ? '' : `${kinds.length > others.length ? ', also' : ':'} ${others.join(', ')}`;
  return `${methods} as ${shown}${about}${asked.length < 2 ? '' : ` (${counted(asked.length, 'answer')})`}`;
}

function indented(text: string, mark: string, columns: number): readonly string[] {
  return wrapped(text, Math.max(20, columns - 4 - mark.length)).map((line, at) => `    ${at === 0 ? mark : ' '.repeat(mark.length)}${line}`);
}

/** Clients that get no column of their own, so that the table fits into a terminal. */
const OTHERS: ReadonlySet<string> = new Set(['any', 'no Accept', 'prefers', 'refuses']);

/** A row for each method, and one for each other way to make the proxy answer. A column for each client. */
function tableOf({ asked, findings }: CheckReport): SummaryTable {
  const columnOf = ({ ask }: Asked): string => (OTHERS.has(ask.client.name) ? 'others' : ask.client.name);
  const clients = [...new Set(asked.map(columnOf))];
  const names = [...new Set(asked.map(rowOf))];
  const rows = names.map((name) => ({
    name,
    isMerged: false,
    cells: clients.map((client) => {
      const own = asked.filter((one) => rowOf(one) === name && columnOf(one) === client);
      return own.length === 0 ? undefined : findings.filter((finding) => finding.asked.some((one) => own.includes(one))).length;
    }),
  }));
  return { clients, responses: names.length, rows };
}

function rowOf({ ask }: Asked): string {
  return ask.provocation.name === 'stopped' ? ask.method : ask.provocation.name;
}
