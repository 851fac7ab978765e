import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { halyard } from '../../src/adapters/express/express.ts';
import { WAYS } from './all-ways.ts';
import { CANARIES, leftIn } from './canary.ts';
import type { Way } from './way.ts';

/** Only text values: a form sends nothing else. */
const TEXTS = CANARIES.filter(({ value }) => typeof value === 'string').filter((_, i) => i % 3 === 0);

const lines: string[] = [];
const log = (...line: readonly unknown[]): void => void lines.push(JSON.stringify(line));
const agent = new Agent({ keepAlive: true });
let way: Way | undefined;

const app = express();
halyard(app, {
  environment: 'production',
  flash: { secret: 'a secret of more than thirty-two letters' },
  logger: { error: log, warn: log, info: log, debug: log },
});
app.use(express.json(), express.urlencoded({ extended: false }));
app.post('/login', async (req: Request, res: Response) => {
  const [name, value] = Object.entries(req.body as Record<string, string>)[0] as [string, string];
  res.badRequest((await way?.fail(way.isName ? name : value)) as object, '/login');
});
app.get('/login', (_req: Request, res: Response) => {
  const { form } = res as unknown as { readonly form: { summary(): string; read(): object } };
  res.send(`<h1>Log in</h1>${form.summary()}${JSON.stringify(form.read())}`);
});
app.use((_error: unknown, _req: Request, res: Response, _next: NextFunction) => void res.serverError());
const server = createServer(app);

interface Got {
  readonly status: number | undefined;
  readonly cookies: readonly string[];
  readonly body: string;
}

async function ask(method: string, headers: Readonly<Record<string, string>>, body = ''): Promise<Got> {
  const { port } = server.address() as AddressInfo;
  const sent = request({ agent, port, host: '127.0.0.1', method, path: '/login', headers: { origin: `http://127.0.0.1:${port}`, ...headers } });
  sent.end(body);
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { status: response.statusCode, cookies: response.headers['set-cookie'] ?? [], body: Buffer.concat(chunks).toString() };
}

describe('the text that was typed into a form', () => {
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    agent.destroy();
    server.closeAllConnections();
    server.close();
  });

  it.each(WAYS.map((each) => [each.library, each.way, each] as const))('is not on its page, nor in the log: %s, %s', async (_library, _way, each) => {
    way = each;
    let redirected = 0;
    for (const { name, value } of TEXTS) {
      lines.length = 0;
      const typed = each.isName ? JSON.stringify({ password: value }) : String(value);
      const form = (each.isName ? new URLSearchParams([[typed, '']]) : new URLSearchParams({ password: typed })).toString();
      const post = await ask('POST', { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }, form);
      const cookie = post.cookies.map((field) => field.split(';', 1)[0]).join('; ');
      const page = await ask('GET', { accept: 'text/html', cookie });
      const json = await ask(
        'POST',
        { accept: 'application/json', 'content-type': 'application/json' },
        JSON.stringify({ [each.isName ? typed : 'password']: typed }),
      );
      if (post.status === 303) redirected++;
      expect([name, leftIn([post.body, page.body, json.body, ...lines].join('\n'), value)]).toEqual([name, undefined]);
    }
    expect(redirected).toBeGreaterThan(0);
  });
});
