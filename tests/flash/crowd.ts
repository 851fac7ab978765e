import { randomUUID } from 'node:crypto';
import { Browser, type Page } from './browser.ts';

/** The results of a crowd of visitors, each of whom sends one invalid form. */
export interface Tally {
  /** Redirected to the form, with a flash. */
  promised: number;
  /** Redirected visitors who saw their own error and their typed text. */
  shown: number;
  /** Redirected visitors who saw them only after a reload, because the store had been away. */
  shownLate: number;
  /** Visitors who saw the errors in place, with status 400. */
  inPlace: number;
  /** Flashes that were kept but not shown, without a cut connection or a killed store. */
  lost: number;
  /** Flashes that were kept but not shown, because the page's connection was cut: the process that took the flash was killed. */
  takenByTheDead: number;
  /** Flashes that were kept but not shown, because the store was killed in between and lost them. */
  forgotten: number;
  /** Flashes that a reload showed a second time. */
  shownTwice: number;
  /** Flashes that were shown a second time to the cookies from before the page. */
  replayed: number;
  /** Answers with another visitor's text, or of an unexpected kind. */
  readonly wrong: string[];
  /** Cut connections. */
  cut: number;
}

export interface Crowd {
  readonly origin: string;
  readonly visitors: number;
  readonly atOnce: number;
  /** Called after each visit with the number of visits. */
  readonly afterVisit?: (visits: number) => unknown;
  /** The number of times that the store was killed so far. */
  readonly storeLives?: () => number;
}

/** Runs all visits, several at a time. Resolves when the last one has ended. */
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
    // While the browser still has the flash's cookie, the flash is not lost: the store may be away.
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

/** The visitor's name in the error and in the field of the page. `''` when neither is there. */
function readPage({ status, body }: Page): string {
  const [, error, old] = /<p id="error">(?:(.*) is taken)?<\/p><input name="name" value="(.*)">/.exec(body) ?? [];
  return status === 200 && old !== undefined && (error ?? '') === old ? old : `${status}: ${body}`;
}

/** Repeats a request until there is an answer, as people do after a cut connection. */
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
