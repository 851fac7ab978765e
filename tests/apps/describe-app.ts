import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Asked, answersIn, type Open, type Seen, STAGES, type Stage, tableOf } from './stages.ts';

export interface AppUnderTest {
  /** The file of the app, beside this one. It exports `open`. */
  readonly file: string;
  readonly asked: readonly Asked[];
  /** What each request gets: before, beside and instead of the app's own error layer. */
  readonly table: string;
  /** Texts that no client may get in production. */
  readonly secrets: readonly string[];
  /** Values of clients, which the log does not get either. */
  readonly submitted?: readonly string[];
  /** The requests whose status is better than it was, with the reason. */
  readonly betterStatus?: Readonly<Record<string, string>>;
  /** The requests that docs/migrating.md excepts from the first step. */
  readonly changesAtOnce?: readonly string[];
  /** The line of development that names the app's code. */
  readonly hint: RegExp;
}

/** Traces of code that no answer has. */
const TRACES = [/\n\s+at /, /node_modules/, /\.[cm]js:\d/];

/** Proves the staged plan of docs/migrating.md with an app. */
export function describeApp(name: string, { file, asked, table, secrets, submitted = [], betterStatus = {}, changesAtOnce = [], hint }: AppUnderTest): void {
  describe(name, () => {
    let open: Open;
    let seen: Readonly<Record<Stage, Seen>>;
    beforeAll(async () => {
      ({ open } = (await import(new URL(file, import.meta.url).href)) as { readonly open: Open });
      const stages: [Stage, Seen][] = [];
      for (const stage of STAGES) stages.push([stage, await answersIn(open, stage, asked)]);
      seen = Object.fromEntries(stages) as Record<Stage, Seen>;
    });

    it('answers as the table says', () => {
      const columns = { Before: seen.before.answers, Beside: seen.beside.answers, Instead: seen.instead.answers };
      expect(tableOf(asked, columns)).toBe(table.trim());
    });

    it('answers the same to the byte when Halyard is mounted beside its error layer', () => {
      const same = (answers: readonly Answer[]): unknown[] =>
        answers.flatMap(({ headers: { date: _, ...headers }, ...answer }, i) =>
          changesAtOnce.includes(asked[i]?.what ?? '') ? [] : [{ ...answer, headers, what: asked[i]?.what }],
        );
      expect(same(seen.beside.answers)).toEqual(same(seen.before.answers));
    });

    it.each(['beside', 'handed over', 'instead'] as const)('keeps each status: %s', (stage) => {
      const statuses = (answers: readonly Answer[]): string[] =>
        answers.flatMap(({ status }, i) => (stage !== 'beside' && asked[i]!.what in betterStatus ? [] : [`${asked[i]?.what}: ${status}`]));
      expect(statuses(seen[stage].answers)).toEqual(statuses(seen.before.answers));
    });

    it.each(['handed over', 'instead'] as const)('answers programs with problem documents, and browsers with pages: %s', (stage) => {
      for (const [i, { status, headers }] of seen[stage].answers.entries()) {
        if (status < 400) continue;
        const type = asked[i]?.from === 'browser' ? /^text\/html/ : /^application\/problem\+json$/;
        expect(headers['content-type'], asked[i]?.what).toMatch(type);
      }
    });

    it.each(['handed over', 'instead'] as const)('leaks nothing to a client, and no value of a client to the log: %s', (stage) => {
      const failures = seen[stage].answers.filter(({ status }) => status >= 400);
      const sent = failures.map(({ headers, text }) => `${JSON.stringify(headers)}\n${text}`).join('\n');
      for (const trace of TRACES) expect(sent).not.toMatch(trace);
      for (const secret of [...secrets, ...submitted]) expect(sent).not.toContain(secret);
      expect(seen[stage].lines.some((line) => line.includes('"status":500'))).toBe(true);
      for (const value of submitted) expect(seen[stage].lines.join('\n')).not.toContain(value);
    });

    it('says in development which of its code answers errors before Halyard', async () => {
      const { lines } = await answersIn(open, 'beside', asked, 'development');
      expect(lines.filter((line) => line.includes('before Halyard')).join('\n')).toMatch(hint);
    });
  });
}
