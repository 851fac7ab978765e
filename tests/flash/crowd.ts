import { randomUUID } from 'node:crypto';
import { Browser, type Page } from './browser.ts';

/** What became of the visitors of a crowd, each of whom sends one form that is refused. */
export interface Tally {
  /** Sent back to the form, with a flash. */
  promised: number;
  /** Of these: saw their own error and what they had typed. */
  shown: number;
  /** Of these: saw them only when they loaded the page again, for the store had been away. */
  shownLate: number;
  /** Saw it where they were, with status 400. */
  inPlace: number;
  /** Promised and not shown, though no connection was cut and no store was killed. */
  lost: number;
  /** Promised and not shown after a connection was cut while the page was asked for: it was taken by a process that then died. */
  takenByTheDead: number;
  /** Promised and not shown because the store was killed in between, and forgot. */
  forgotten: number;
  /** Shown again when the page was loaded again. */
  shownTwice: number;
  /** Shown again to the cookies that the browser had before the page. */
  replayed: number;
  /** Answers with a text that was somebody else's, or that were nothing of this. */
  readonly wrong: string[];
  /** Connections that were cut. */
  cut: number;
}

export interface Crowd {
  readonly origin: string;
  readonly visitors: number;
  readonly atOnce: number;
  /** Called after each visit with how many there were. */
  readonly afterVisit?: (visits: number) => unknown;
  /** How often the store was killed so far. */
  readonly storeLives?: () => number;
}

/** Lets all of them in, so many at a time; gives when the last has gone. */
export async function letIn({ origin, visitors, atOnce, afterVisit, storeLives = () => 0 }: Crowd): Promise<Tally> {
  const tally: Tally = {
    promised: 0,
    shown: 0,
    shownLate: 0,
    inPlace: 0,
    lost: 0,
    takenByTheDead: 0,
    forgotten: 0,
    shownTwice: 0,
    replayed: 0,
    wrong: [],
    cut: 0,
  };
  let begun = 0;
  let ended = 0;
  const queue = async (): Promise<void> => {
    while (begun < visitors) {
      begun += 1;
      await visit(origin, tally, storeLives);
      ended += 1;
      await afterVisit?.(ended);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, queue));
  return tally;
}

async function visit(origin: string, tally: Tally, storeLives: () => number): Promise<void> {
  const browser = new Browser(origin);
  const name = `boat-${randomUUID()}`;
  const life = storeLives();
  const answer = await ask(() => browser.post('/signup', { name }), tally);
  if (answer.status === 400 && answer.body.includes(`${name} is taken`)) tally.inPlace += 1;
  else if (answer.status === 303 && answer.location === '/signup' && answer.setCookie.length > 0) {
    tally.promised += 1;
    const before = browser.copy();
    const cuts = { cut: 0 };
    const page = readPage(await ask(() => browser.get('/signup'), cuts));
    // As long as the browser still has the flash's cookie it is not lost: the store may be away.
    let late = '';
    for (let i = 0; page === '' && late === '' && i < 100 && browser.hasFlash; i++) {
      late = readPage(await ask(() => browser.get('/signup'), cuts));
      if (late === '') await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const reloaded = readPage(await ask(() => browser.get('/signup'), tally));
    const kept = readPage(await ask(() => before.get('/signup'), tally));
    tally.cut += cuts.cut;
    for (const text of [page, late, reloaded, kept]) if (text !== '' && text !== name) tally.wrong.push(`a page with ${text} for ${name}`);
    if (page === name) tally.shown += 1;
    else if (late === name) tally.shownLate += 1;
    else if (storeLives() > life) tally.forgotten += 1;
    else if (cuts.cut > 0) tally.takenByTheDead += 1;
    else tally.lost += 1;
    if (reloaded === name) tally.shownTwice += 1;
    if (kept === name) tally.replayed += 1;
  } else tally.wrong.push(`${answer.status} to ${answer.location} in answer to the form: ${answer.body.slice(0, 200)}`);
  browser.close();
}

/** Whose error the page shows, and whose text in the field: `''` when there is neither. */
function readPage({ status, body }: Page): string {
  const [, error, old] = /<p id="error">(?:(.*) is taken)?<\/p><input name="name" value="(.*)">/.exec(body) ?? [];
  return status === 200 && old !== undefined && (error ?? '') === old ? old : `${status}: ${body}`;
}

/** Asks until there is an answer: a connection that was cut is tried again, as people do. */
async function ask(act: () => Promise<Page>, tally: { cut: number }): Promise<Page> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      if (attempt === 100) throw error;
      tally.cut += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
