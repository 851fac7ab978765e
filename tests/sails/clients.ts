import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
  /** The connection was closed before the response was complete. */
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

/** Sends a request on a new connection. A response that breaks off counts as a response, too. */
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
    // A server that never answers must not block the test.
    asking.setTimeout(3_000, () => asking.destroy(new Error('no answer within 3 s')));
    asking.on('error', reject).end(body);
  });
}
