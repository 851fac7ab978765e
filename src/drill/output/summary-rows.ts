import type { DrillReport } from '../model/drill-report.ts';

/** One row of the summary: a response, or several responses without findings. */
export interface SummaryRow {
  readonly name: string;
  /** `true`: `name` is a count of responses, such as `24 other responses`. */
  readonly isMerged: boolean;
  /** For each client the number of findings. `undefined`: there was no such answer. */
  readonly cells: readonly (number | undefined)[];
}

/** The summary as a table: a column for each client, a row for each response with a finding, and one for all others. */
export interface SummaryTable {
  readonly clients: readonly string[];
  readonly responses: number;
  readonly rows: readonly SummaryRow[];
}

/** The name of the row of answers that no response of the app has given, such as those of Node itself. */
const SERVER = '(the server)';

/** The table of the summary. `whole`: each response has a row of its own. */
export function summaryTable({ summary }: Pick<DrillReport, 'summary'>, whole = false): SummaryTable {
  const clients = [...new Set(summary.map(({ client }) => client))];
  const byResponse = new Map<string, (number | undefined)[]>();
  for (const { response, client, answers, findings } of summary) {
    const cells = byResponse.get(response) ?? clients.map(() => undefined);
    byResponse.set(response, cells);
    const at = clients.indexOf(client);
    if (answers > 0 || findings > 0) cells[at] = (cells[at] ?? 0) + findings;
  }
  const rows = [...byResponse].map(([name, cells]) => ({ name: name || SERVER, isMerged: false, cells }));
  const failed = rows.filter(({ cells }) => cells.some((cell) => cell !== undefined && cell > 0));
  const clean = rows.filter((row) => !failed.includes(row));
  return { clients, responses: responsesIn(rows), rows: whole || clean.length < 2 ? rows : [...failed, merged(clean, failed.length > 0)] };
}

/** The row of the server is no response. */
function responsesIn(rows: readonly SummaryRow[]): number {
  return rows.filter(({ name }) => name !== SERVER).length;
}

function merged(rows: readonly SummaryRow[], isRest: boolean): SummaryRow {
  const cells = rows[0]?.cells.map((_, at) => (rows.some((row) => row.cells[at] !== undefined) ? 0 : undefined)) ?? [];
  const count = responsesIn(rows);
  return { name: `${count.toLocaleString('en')} ${isRest ? 'other ' : ''}response${count === 1 ? '' : 's'}`, isMerged: true, cells };
}
