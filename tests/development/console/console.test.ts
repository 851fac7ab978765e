import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppFolder } from '../show/app-folder.ts';

const ROUTES = `
const failing = () => {
  throw new TypeError('Order 7 has no items\\nand no customer', { cause: new Error('the database is away', { cause: new Error('ECONNREFUSED') }) });
};
const issues = [{ path: ['email'], message: 'Not an address', code: 'invalid_string' }];
`;

const EXPRESS = `
import express from 'express';
import { halyard } from 'halyard/express';
${ROUTES}
const app = express();
halyard(app, { ...(process.env.CONSOLE && { logger: console }), ...(process.env.APP_MODE && { environment: process.env.APP_MODE }) });
app.get('/orders/:id', async () => failing());
app.get('/form', (req, res) => res.badRequest(issues));
app.post('/form', (req, res) => res.badRequest(issues));
app.get('/colour', () => { throw new Error('a\\u001b[31mred\\u202e\\nerror forged'); });
app.get('/exit', (req, res) => { res.serverError(new Error('the fatal one')); process.exit(0); });
const server = app.listen(0, () => run(server.address().port));
`;

const HONO = `
import { Hono } from 'hono';
import { serve } from '@hono/node-server';
import { halyard } from 'halyard/hono';
${ROUTES}
const app = new Hono();
halyard(app, process.env.APP_MODE ? { environment: process.env.APP_MODE } : {});
app.get('/orders/:id', () => failing());
app.get('/form', (c) => c.var.reply.badRequest(issues));
app.post('/form', (c) => c.var.reply.badRequest(issues));
serve({ fetch: app.fetch, port: 0 }, ({ port }) => run(port));
`;

/** Sends the requests, and ends the process with the log. */
const RUN = `
async function run(port) {
  console.log('port ' + port);
  for (const ask of process.env.ASK.split(' ')) {
    const [method, path] = ask.split(':');
    await fetch('http://localhost:' + port + path, { method }).catch(() => {});
  }
  setTimeout(() => process.exit(0), 50);
}
`;

let app: AppFolder;

/** The output of the app in a real terminal. */
function inTerminal(file: string, ask: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn('script', ['-qec', `${process.execPath} ${file}`, '/dev/null'], {
      cwd: app.path,
      env: { ...process.env, NODE_ENV: '', NO_COLOR: '', FORCE_COLOR: undefined, TERM: 'xterm', ASK: ask, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('close', () => resolve(output.replaceAll('\r\n', '\n')));
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it matches the colours of the console
const plain = (text: string): string => text.replaceAll(/\u001b\[\d+m/g, '');
const portIn = (text: string): string => /^port (\d+)$/m.exec(plain(text))?.[1] ?? '';

beforeAll(() => {
  app = new AppFolder('express', 'hono', '@hono/node-server');
  app.write('express.js', EXPRESS + RUN);
  app.write('hono.js', HONO + RUN);
});
afterAll(() => app.remove());

describe.each(['express.js', 'hono.js'])('the console in a terminal (%s)', (file) => {
  it('has one block for each failure, with the address of its page', async () => {
    const output = await inTerminal(file, 'GET:/orders/7 GET:/form POST:/form');
    const text = plain(output);
    expect(output).toContain('\u001b[31merror');
    const blocks = text.split(/\n(?=\S)/).filter((block) => /^(?:error|info) \d{3} /.test(block));
    expect(blocks).toHaveLength(3);
    const [order = '', form = '', post = ''] = blocks;
    const lines = order.split('\n');
    expect(lines.slice(0, 3)).toEqual(['error 500 GET /orders/7 serverError', '    TypeError: Order 7 has no items', '      and no customer']);
    expect(lines[3]).toMatch(new RegExp(`^ {4}at .*${file.replace('.', '\\.')}:\\d+:\\d+`));
    expect(lines.filter((line) => line.startsWith('    caused by'))).toEqual([
      '    caused by Error: the database is away',
      '    caused by Error: ECONNREFUSED',
    ]);
    expect(lines.filter((line) => line.includes('node_modules') || line.includes('halyard/dist') || line.includes('node:'))).toEqual([]);
    expect(lines.at(-1)?.trim() ?? '').toMatch(new RegExp(`^[\\w]{4}-[\\w]{4}  http://localhost:${portIn(output)}/orders/7$`));
    expect(form).toMatch(/^info 400 GET \/form badRequest\n {4}- #\/email invalid_string\n {4}\S{9} {2}http:\/\/localhost:\d+\/form$/);
    expect(post).toMatch(/\n {4}(\S{9}) {2}npx halyard show \1\s*$/);
    expect(text).not.toContain('{}');
  });

  it('has JSON in production', async () => {
    const output = await inTerminal(file, 'GET:/orders/7', { NODE_ENV: 'production' });
    const line = output.split('\n').find((one) => one.includes('serverError')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'error', status: 500, err: { name: 'TypeError' } });
    expect(output).not.toContain('\u001b[31m');
  });

  it('is as the option `environment` says, whatever NODE_ENV is', async () => {
    const json = await inTerminal(file, 'GET:/orders/7', { APP_MODE: 'production' });
    expect(JSON.parse(json.split('\n').find((one) => one.includes('serverError')) ?? '')).toMatchObject({ level: 'error', status: 500 });
    expect(plain(await inTerminal(file, 'GET:/orders/7', { NODE_ENV: 'test', APP_MODE: 'development' }))).toMatch(/^error 500 GET \/orders\/7/m);
  });
});

describe('the console in a terminal', () => {
  it('has the command in place of an address with a secret', async () => {
    const text = plain(await inTerminal('express.js', 'GET:/orders/7?token=s3cr3t-t0k3n'));
    expect(text).toMatch(/npx halyard show \S{9}/);
    expect(text).not.toContain('s3cr3t-t0k3n');
  });

  it('lets no escape sequence and no line of the app through', async () => {
    const output = await inTerminal('express.js', 'GET:/colour');
    expect(output).not.toContain('\u001b[31mred');
    expect(output).not.toMatch(/\u202e|^error forged/m);
    expect(output).toContain('a\\u001b[31mred');
  });

  it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }, { FORCE_COLOR: '0' }])('has no colours with %j', async (env) => {
    // The warning of Node about both variables has colours of its own.
    const output = await inTerminal('express.js', 'GET:/form', env);
    expect(output).toMatch(/^info 400 GET \/form badRequest$/m);
  });

  it('has the block of a failure after which the process ends at once', async () => {
    expect(plain(await inTerminal('express.js', 'GET:/exit'))).toContain('    Error: the fatal one\n');
  });

  it('has no {} before a line if the logger is `console`', async () => {
    const text = plain(await inTerminal('express.js', 'GET:/form', { CONSOLE: '1' }));
    expect(text).toMatch(/^halyard: errors are shown in full/m);
    expect(text).not.toContain('{}');
  });

  it('has JSON in a pipe', async () => {
    const { log, child } = await app.serve('express.js', { ASK: 'GET:/orders/7' });
    await new Promise((resolve) => void child.on('close', resolve));
    const line =
      log()
        .split('\n')
        .find((one) => one.includes('"serverError"')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'error', status: 500, reference: expect.any(String) });
  });
});
