import { Agent, request } from 'node:http';

export interface Page {
  readonly status: number;
  readonly location: string | undefined;
  readonly setCookie: readonly string[];
  readonly body: string;
}

/** The header fields of a browser's navigation to a page. */
const NAVIGATION = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
};

/** One visitor, with separate cookies. Each request has a new connection, so that any process may get it. */
export class Browser {
  readonly #origin: string;
  readonly #agent = new Agent({ keepAlive: false });
  readonly #cookies: Map<string, string>;

  constructor(origin: string, cookies: ReadonlyMap<string, string> = new Map()) {
    this.#origin = origin;
    this.#cookies = new Map(cookies);
  }

  get(path: string): Promise<Page> {
    return this.#send('GET', path, {});
  }

  post(path: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const headers = { origin: this.#origin, referer: this.#origin + path, 'content-type': 'application/x-www-form-urlencoded' };
    return this.#send('POST', path, headers, new URLSearchParams(fields).toString());
  }

  /** A second browser with the current cookies of this one, like a restored backup of its profile. */
  copy(): Browser {
    return new Browser(this.#origin, this.#cookies);
  }

  /** Whether it has a flash cookie that no page has used up. */
  get hasFlash(): boolean {
    return [...this.#cookies.keys()].some((name) => /^(?:__Host-)?halyard\./.test(name));
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, headers: Readonly<Record<string, string>>, body = ''): Promise<Page> {
    const cookie = Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ');
    return new Promise((resolve, reject) => {
      const asked = request(
        new URL(path, this.#origin),
        { method, agent: this.#agent, headers: { ...NAVIGATION, ...headers, ...(cookie !== '' && { cookie }) } },
        (response) => {
          // Browsers store cookies as soon as the head arrives, whatever happens to the body.
          const setCookie = response.headers['set-cookie'] ?? [];
          for (const field of setCookie) this.#keep(field);
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          response.once('error', reject);
          response.once('end', () => resolve({ status: response.statusCode as number, location: response.headers.location, setCookie, body: text }));
        },
      );
      asked.once('error', reject);
      asked.end(body);
    });
  }

  /** Every page here is within the path of every cookie. */
  #keep(field: string): void {
    const [pair = '', ...attributes] = field.split(/; */);
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(pair) ?? [];
    const attribute = new Map(attributes.map((attribute) => attribute.toLowerCase().split('=', 2) as [string, string]));
    const gone = Number(attribute.get('max-age') ?? 1) <= 0 || Date.parse(attribute.get('expires') ?? '9999-01-01') <= Date.now();
    if (gone) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
