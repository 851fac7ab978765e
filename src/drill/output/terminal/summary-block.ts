import type { Paint } from '../../../development/text/paint.ts';
import { counted } from '../finding-facts.ts';
import type { SummaryRow, SummaryTable } from '../summary-rows.ts';
import { cutTo, oneLine, widthOf, wrapped } from './wrapped.ts';

const GAP = 2;
const MAX_NAME = 30;

/**
 * The summary by response and client. If the clients do not fit beside each other, those without a finding share one column. If they do not fit then, the
 * rest stands in a second table.
 */
export function summaryBlock(whole: SummaryTable, paint: Paint, columns: number): readonly string[] {
  const name = Math.min(MAX_NAME, Math.max(8, ...whole.rows.map((row) => widthOf(oneLine(row.name, 60)))));
  const room = columns - 2 - name;
  const table = columnsThatFit(whole.clients, room).length > 1 ? withoutCleanColumns(whole) : whole;
  const tables = columnsThatFit(table.clients, room);
  return tables.flatMap((chosen, index) => [
    ...(index === 0 ? [] : ['']),
    `  ${paint.dim(`${'Response'.padEnd(name)}${chosen.map((at) => heading(table, at)).join('')}`)}`,
    ...table.rows.map((row) =>
      `  ${nameCell(row, name, paint)}${chosen.map((at) => cell(row.cells[at], heading(table, at).length, paint)).join('')}`.trimEnd(),
    ),
  ]);
}

/** What was played if nothing was found: one sentence instead of a table. */
export function cleanBlock({ clients, responses }: SummaryTable, paint: Paint, columns: number): readonly string[] {
  const names = clients.map((client) => oneLine(client, 40));
  const list = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return wrapped(`${counted(responses, 'response')} ${responses === 1 ? 'is' : 'are'} right for ${list}.`, columns - 4).map(
    (line, index) => `  ${index === 0 ? paint.good('✓') : ' '} ${line}`,
  );
}

function heading({ clients }: SummaryTable, at: number): string {
  const client = cutTo(oneLine(clients[at] as string, 40), 16);
  return `${' '.repeat(Math.max(GAP, 6 - client.length))}${client}`;
}

function nameCell({ name, isMerged }: SummaryRow, width: number, paint: Paint): string {
  const text = cutTo(oneLine(name, 60), width);
  const padding = ' '.repeat(width - widthOf(text));
  return `${isMerged ? paint.dim(text) : text}${padding}`;
}

function cell(findings: number | undefined, width: number, paint: Paint): string {
  const [text, colour] = findings === undefined ? ['–', paint.dim] : findings === 0 ? ['✓', paint.good] : [findings.toLocaleString('en'), paint.error];
  return `${' '.repeat(Math.max(1, width - text.length))}${colour(text)}`;
}

/** The table with one column for all clients that are right everywhere. */
function withoutCleanColumns(table: SummaryTable): SummaryTable {
  const { clients, rows } = table;
  const clean = [...clients.keys()].filter((at) => rows.every(({ cells }) => cells[at] === 0));
  if (clean.length < 2) return table;
  const kept = [...clients.keys()].filter((at) => !clean.includes(at));
  return {
    ...table,
    clients: [...kept.map((at) => clients[at] as string), `${clean.length} ${kept.length === 0 ? 'clients' : 'others'}`],
    rows: rows.map((row) => ({ ...row, cells: [...kept.map((at) => row.cells[at]), 0] })),
  };
}

/** The columns of each table, so that no table is wider than `room`. */
function columnsThatFit(clients: readonly string[], room: number): readonly (readonly number[])[] {
  const tables: number[][] = [[]];
  let used = 0;
  for (const at of clients.keys()) {
    const width = heading({ clients, responses: 0, rows: [] }, at).length;
    if (used + width > room && tables.at(-1)?.length !== 0) {
      tables.push([]);
      used = 0;
    }
    tables.at(-1)?.push(at);
    used += width;
  }
  return tables;
}
