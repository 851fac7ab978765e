import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  /** The connection was ended before the whole answer had come. */
  readonly cut: boolean;
  json(): unknown;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
export const PROGRAM = { accept: 'application/json' };
export const FORM = { ...BROWSER, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
export const JSON_BODY = { ...PROGRAM, 'content-type': 'application/json' };

/** Asks on a connection of its own. An answer that ends early is an answer, too. */
export function ask(url: string, { method = 'GET', headers = PROGRAM, body }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      const done = (cut: boolean): void => resolve({ status: response.statusCode ?? 0, headers: response.headers, text, cut, json: () => JSON.parse(text) });
      response.on('end', () => done(!response.complete)).on('error', () => done(true));
    });
    // Nobody waits for a server that has forgotten us.
    asking.setTimeout(3_000, () => asking.destroy(new Error('no answer within 3 s')));
    asking.on('error', reject).end(body);
  });
}
