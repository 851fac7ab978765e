import { type Answer, MAX_BODY, type Trace, typeOf } from '../../drill/model/answer.ts';
import type { Exercise } from '../../drill/model/exercise.ts';
import type { Client } from '../../drill/run/client.ts';
import type { DrilledApp } from '../../drill/run/drilled-app.ts';
import type { PageFormat } from '../model/error-page.ts';
import { type Circumstances, FIRST, IS_FORMAT, type JSON_ACCEPT, pageRequest, type Wanted } from './page-request.ts';
import { withoutHost } from './without-host.ts';

/** A request for a page in certain circumstances. */
export interface Ask {
  readonly wanted: Wanted;
  readonly circumstances: Circumstances;
  readonly isBuiltIn: boolean;
}

/** The answer to an ask. */
export interface Reply extends Ask {
  readonly answer: Answer;
  readonly trace: Trace;
  /** The body without the address of the app. */
  readonly body: string;
  /** Why the answer is no page of this status and format. `undefined`: it is one. */
  readonly problem: string | undefined;
}

/** The two replies to the requests for one page. */
export interface Pair {
  readonly first: Reply;
  readonly second: Reply;
}

const NOT_PLAYED: Trace = { logged: [], views: [], isPlayed: false };

/** Asks a running app for pages. */
export class Player {
  readonly #app: DrilledApp;
  readonly #client: Client;
  readonly #token: string;
  #nextId: number;
  #json: keyof typeof JSON_ACCEPT = 'problem';

  constructor(app: DrilledApp, client: Client, { token, firstId }: { readonly token: string; readonly firstId: number }) {
    this.#app = app;
    this.#client = client;
    this.#token = token;
    this.#nextId = firstId;
  }

  /**
   * Finds out which JSON the app has: the problem document under both names, or JSON of its own beside it. The first format is that of a client without a
   * preference. From now on, `json` asks for the JSON that most programs get.
   */
  async jsonFormats(statuses: readonly number[]): Promise<readonly PageFormat[]> {
    const asks = (format: PageFormat, of = statuses): readonly Ask[] =>
      of.map((status) => ({ wanted: { status, format, language: undefined }, circumstances: FIRST, isBuiltIn: false }));
    this.#json = 'any';
    const [any] = await this.play(asks('json', statuses.slice(0, 1)));
    this.#json = 'own';
    const own = await this.play(asks('json'));
    const problems = await this.play(asks('problem.json'));
    const isOwnFirst = any !== undefined && typeOf(any.answer) === 'application/json';
    const isSame = !isOwnFirst && own.every(({ body }, index) => body === problems[index]?.body);
    if (isSame || problems.every(({ problem }) => problem !== undefined)) {
      if (!isOwnFirst) this.#json = 'problem';
      return ['json'];
    }
    return isOwnFirst ? ['json', 'problem.json'] : ['problem.json', 'json'];
  }

  /** Sends all asks at once. The replies are in the order of the asks. */
  async play(asks: readonly Ask[]): Promise<readonly Reply[]> {
    if (asks.length === 0) return [];
    const exercises: readonly Exercise[] = asks.map(({ wanted, circumstances, isBuiltIn }) =>
      pageRequest(wanted, circumstances, { id: this.#nextId++, token: this.#token, isBuiltIn, json: this.#json }),
    );
    await this.#app.add(exercises);
    const answers = await Promise.all(exercises.map((exercise) => this.#client.send(exercise)));
    const traces = await this.#app.traces();
    const hosts = [new URL(this.#app.origin).host];
    return asks.map((ask, index) => {
      const answer = answers[index] as Answer;
      const trace = traces[(exercises[index] as Exercise).id] ?? NOT_PLAYED;
      const body = withoutHost(answer.body, [...hosts, ask.circumstances.host]);
      return { ...ask, answer, trace, body, problem: problemOf(ask.wanted, answer, trace) };
    });
  }
}

function problemOf({ status, format }: Wanted, answer: Answer, trace: Trace): string | undefined {
  if (answer.ended === 'timeout') return 'the answer does not end';
  if (answer.ended === 'cut') return 'the app closes the connection';
  const by = trace.override === undefined ? 'the app' : `the response ${trace.override.file ?? trace.override.name}`;
  if (!trace.isPlayed) return `middleware of the app answers with ${answer.status} before Halyard`;
  if (answer.status !== status) return `${by} answers with the status ${answer.status}`;
  const type = typeOf(answer) ?? 'no media type';
  if (!IS_FORMAT[format](type)) return `${by} answers with ${type}`;
  if (answer.body.trim() === '') return `${by} answers without a body`;
  return answer.body.length >= MAX_BODY ? 'the page has more than a million characters' : undefined;
}
