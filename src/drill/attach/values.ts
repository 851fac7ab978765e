import type { Canary, CanaryPlace } from '../model/canary.ts';
import type { Call } from '../model/exercise.ts';

/** Makes the values that a call passes, with a canary in each place that no client may see. */
export class Values {
  readonly #canaries: ReadonlyMap<CanaryPlace, string>;

  constructor(canaries: readonly Canary[]) {
    this.#canaries = new Map(canaries.map(({ place, value }) => [place, value]));
  }

  /** The arguments of the response. A text that the app passes itself may be shown, so it holds no canary. */
  argumentsOf({ args, values }: Pick<Call, 'args' | 'values'>): readonly unknown[] {
    if (values !== undefined) return values;
    if (args === 'message') return ['Berth 7 is taken until Sunday. <b>Ask</b> the harbour master & wait.'];
    if (args === 'error') return [this.error()];
    if (args === 'issues') return [[{ path: ['boat', 'length'], message: 'The length is a number of metres.', code: 'too_big' }]];
    if (args === 'data') return [{ berth: 7, until: '2026-12-06', notes: ['north wind', null, { depth: 2.4 }] }];
    return [];
  }

  /** What `throw` throws. */
  thrown(kind: Call['throw']): unknown {
    if (kind === 'string') return this.#of('message');
    if (kind === 'null') return null;
    if (kind === 'object') return { reason: this.#of('message'), config: { token: this.#of('config') } };
    return kind === 'frozen' ? Object.freeze(this.error()) : this.error();
  }

  /** An error as a library throws it: with a cause, with the settings of a request, and with the path of a server in its stack. */
  error(): Error {
    const cause = new TypeError(`connect ECONNREFUSED, ${this.#of('cause')}`);
    const error = new Error(`duplicate key, ${this.#of('message')}`, { cause });
    const config = { url: 'https://bank.example/charge', password: this.#of('config'), headers: { authorization: `Bearer ${this.#of('config')}` } };
    const { stack } = error;
    error.stack = `${stack}\n    at charge (/srv/${this.#of('stack')}/bank.js:7:11)`;
    return Object.assign(error, { config, sql: `select '${this.#of('config')}'` });
  }

  #of(place: CanaryPlace): string {
    return this.#canaries.get(place) ?? '';
  }
}
