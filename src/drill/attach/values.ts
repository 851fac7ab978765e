import type { Canary, CanaryPlace } from '../model/canary.ts';
import type { Call, ThrownKind } from '../model/exercise.ts';

/** A member of a thrown value that throws when it is read. */
function refuse(): never {
  throw new Error('The drill lets no member of this value be read');
}

/** A rejected promise, as `throw save()` throws it. It is handled, so that it does not end the process by itself. */
function rejected(error: Error): Promise<never> {
  const promise = Promise.reject(error);
  promise.catch(() => {});
  return promise;
}

/** Makes the values that a call passes, with a canary in each place that no client may see. */
export class Values {
  readonly #canaries: ReadonlyMap<CanaryPlace, string>;

  constructor(canaries: readonly Canary[]) {
    this.#canaries = new Map(canaries.map(({ place, value }) => [place, value]));
  }

  /** The arguments of the response. A text that the app passes itself may be shown, so it holds no canary. If the response is `internal`, it may not. */
  argumentsOf({ args, values }: Pick<Call, 'args' | 'values'>, internal: boolean): readonly unknown[] {
    if (values !== undefined) return values;
    const secret = internal ? { upstream: this.#of('message') } : {};
    if (args === 'message') return [`Berth 7 is taken until Sunday. <b>Ask</b> the harbour master & wait. ${secret.upstream ?? ''}`.trim()];
    if (args === 'error') return [this.error()];
    if (args === 'issues') return [[{ path: ['boat', 'length'], message: 'The length is a number of metres.', code: 'too_big' }]];
    if (args === 'data') return [{ berth: 7, until: '2026-12-06', notes: ['north wind', null, { depth: 2.4 }], ...secret }];
    return [];
  }

  /** What `throw` throws. */
  thrown(kind: Call['throw']): unknown {
    const made: { readonly [Kind in ThrownKind]: () => unknown } = {
      error: () => this.error(),
      string: () => this.#of('message'),
      null: () => null,
      object: () => this.#object(),
      frozen: () => Object.freeze(this.error()),
      undefined: () => undefined,
      number: () => 404,
      symbol: () => Symbol(this.#of('message')),
      function: () => Object.assign(() => this.#of('message'), this.#object()),
      proxy: () => new Proxy(this.error(), { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse, getOwnPropertyDescriptor: refuse }),
      promise: () => rejected(this.error()),
      hostile: () =>
        Object.defineProperties(this.error(), { message: { get: refuse }, stack: { get: refuse }, status: { get: refuse }, toString: { value: refuse } }),
      'own json': () => Object.assign(this.error(), { toJSON: refuse }),
      'no prototype': () => Object.assign(Object.create(null) as object, this.#object()),
    };
    return made[kind ?? 'error']();
  }

  #object(): object {
    return { reason: this.#of('message'), config: { token: this.#of('config') } };
  }

  /** An error as a library throws it: with a cause, with the settings of a request, and with the path of a server in its stack. */
  error(): Error {
    // The log masks the password of an address.
    const cause = new TypeError(`connect ECONNREFUSED postgres://app:${this.#of('config')}@db.example/berths, ${this.#of('cause')}`);
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
