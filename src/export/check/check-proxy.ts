import { fieldsOf } from '../../drill/model/answer.ts';
import { type Ask, asksFor, STOPPED, STOPPED_APP } from './asks.ts';
import { filesOf, missingFile } from './checks/page.ts';
import { isUnchangeable } from './default-pages.ts';
import { type Asked, type CheckFault, type CheckFinding, findingsOf } from './finding.ts';
import { faultsOf, isUntried } from './judge.ts';
import { cannotStart } from './precondition.ts';
import { type Reach, send } from './send.ts';

/** What the check found. */
export interface CheckReport {
  readonly address: string;
  /** The value of `Server`. */
  readonly proxy: string | undefined;
  /** The status of the stopped app. 0: the check could not start. */
  readonly status: number;
  readonly asked: readonly Asked[];
  readonly findings: readonly CheckFinding[];
  /** What no configuration of this proxy can change, or could not be tried. */
  readonly notes: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
}

/** How the check runs. */
export interface CheckOptions {
  /** Accepts a certificate that nobody has signed. Default: `false`. */
  readonly insecure?: boolean | undefined;
  /** How long the check waits for an answer, in milliseconds. Default: 10 seconds. */
  readonly patience?: number | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** Ends a check whose proxy answers nothing any more. */
const MAX_SILENT = 5;

/**
 * Asks a proxy, whose app is stopped, for each answer that it makes by itself, one after the other, and says what is wrong. It sends at most 100 requests, and
 * no body over 8 bytes.
 *
 * @example
 * const { findings } = await checkProxy(new URL('http://localhost:8080'));
 */
export async function checkProxy(url: URL, { insecure = false, patience = 10_000, progress }: CheckOptions = {}): Promise<CheckReport> {
  const began = performance.now();
  const reach: Reach = { url, insecure, patience };
  const asks = asksFor(url);
  const first: Asked = { ask: asks[0] as Ask, answer: await send(asks[0] as Ask, reach) };
  const report = (rest: Partial<CheckReport>): CheckReport => ({
    address: withoutPassword(url),
    proxy: fieldsOf(first.answer, 'server')[0],
    status: first.answer.status,
    asked: [first],
    findings: [],
    notes: [],
    duration: performance.now() - began,
    ...rest,
  });
  const stop = cannotStart(first, url);
  if (stop !== undefined) return report({ findings: findingsOf([[first, stop]]), status: 0 });
  const asked = [first, ...(await askAll(asks.slice(1), reach, progress))];
  const faults = faultsOf(asked, first.answer.status, url);
  const files = await missingFiles(asked, reach);
  return report({ asked, findings: findingsOf([...faults, ...files]), notes: notesOf(asked, asks.length) });
}

/** The address as it may stand in a report, which ends up in logs. */
function withoutPassword(url: URL): string {
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  return shown.href;
}

async function askAll(asks: readonly Ask[], reach: Reach, progress: CheckOptions['progress']): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  let silent = 0;
  for (const [at, ask] of asks.entries()) {
    progress?.(at + 1, asks.length + 1);
    const answer = await send(ask, reach);
    asked.push({ ask, answer });
    silent = answer.ended === 'timeout' ? silent + 1 : 0;
    if (silent === MAX_SILENT) break;
  }
  return asked;
}

async function missingFiles(asked: readonly Asked[], reach: Reach): Promise<readonly (readonly [Asked, CheckFault])[]> {
  const pages = asked.filter(({ ask, answer }) => ask.provocation === STOPPED_APP && ask.client.name === 'browser' && STOPPED.has(answer.status));
  const page = pages.find(({ ask }) => ask.method === 'GET');
  if (page === undefined) return [];
  const faults: (readonly [Asked, CheckFault])[] = [];
  for (const path of filesOf(page, reach.url)) {
    const [ask] = asksFor(new URL(path, reach.url)) as [Ask];
    const { status } = await send(ask, reach);
    if (status < 200 || status >= 400) faults.push([page, missingFile(path, status)]);
  }
  return faults;
}

function notesOf(asked: readonly Asked[], planned: number): readonly string[] {
  const fixed = new Set(asked.filter(({ answer }) => isUnchangeable(answer)).map(({ ask, answer }) => `${ask.provocation.name} (${answer.status})`));
  return [
    ...(fixed.size === 0
      ? []
      : [`${[...fixed].join(', ')}: Go's own server sends this plain text before Caddy or Traefik sees the request. No configuration changes it.`]),
    ...(asked.some(({ answer }) => isUntried(answer)) ? ['413 could not be tried: the proxy has no limit for the size of a body below 10 GB.'] : []),
    ...(asked.length < planned
      ? [`Only ${asked.length} of ${planned} requests were sent, because ${MAX_SILENT} in a row got no answer, or one without an end.`]
      : []),
  ];
}
