import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECK_CODES } from '../../src/export/check/finding.ts';
import { caddy, nginx, type RunningProxy, useProxies } from '../export/check/proxies.ts';
import { freePort } from '../support/ports.ts';
import { App } from './app.ts';
import { ask, readCurl } from './curl.ts';
import { type Block, pageAt, ROOT } from './pages.ts';

const page = pageAt('docs/proxies.md');
const proxies = useProxies();
const bin = join(ROOT, 'dist/cli/halyard.js');
const written = (name: string): string => page.blocks.find(({ file }) => file === name)?.text ?? '';
const marked = (mark: string): readonly Block[] => page.blocks.filter((block) => block.mark === mark);

let app: App;
let stopped: number;
beforeAll(async () => {
  stopped = await freePort();
  app = new App({ express: 'express' });
  app.write('server.mjs', written('server.mjs'));
  const exported = spawnSync(process.execPath, [bin, 'export', './server.mjs', '--for', 'nginx,caddy'], { cwd: app.folder, encoding: 'utf8' });
  expect(exported).toMatchObject({ status: 0, stderr: '' });
});
afterAll(() => app.remove());

/** The configuration of the page, in the folder of this proxy. */
function configured(
  text: string,
  target: string,
  { port, folder, appPort }: { readonly port: number; readonly folder: string; readonly appPort: number },
): string {
  const own = join(folder, 'errors');
  cpSync(join(app.folder, 'dist/errors', target), own, { recursive: true });
  for (const name of readdirSync(own).filter((one) => /\.(?:conf|caddy)$/.test(one)))
    writeFileSync(join(own, name), readFileSync(join(own, name), 'utf8').replaceAll('/srv/app/errors', own));
  return text
    .replaceAll('/srv/app/errors', own)
    .replaceAll(`/var/log/${target}`, folder)
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replace(':8080 {', `http://:${port} {\n\tbind 127.0.0.1`)
    .replace('127.0.0.1:1337', `127.0.0.1:${appPort}`);
}

/** What differs from run to run: references, times, addresses and durations. */
function masked(text: string): string {
  return text
    .replace(/[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\b[\da-f]{32}\b|\b[\dA-HJKMNP-TV-Z]{4}-[\dA-HJKMNP-TV-Z]{4}\b/g, 'REFERENCE')
    .replace(/\[\d\d\/\w+\/\d{4}[^\]]*\]/g, '[TIME]')
    .replace(/(?:127\.0\.0\.1|localhost):\d+/g, 'ADDRESS')
    .replace(/\b\d+\.\d s\b/g, 'N s')
    .replace(/ +$/gm, '');
}

/** Runs the commands of a block, and compares each output with the page. `…` stands for any lines. */
async function follow({ text }: Block, { url, folder }: RunningProxy): Promise<void> {
  const port = Number(new URL(url).port);
  let reference = '';
  for (const part of text.trimEnd().split(/^\$ /m).slice(1)) {
    const [command = '', ...lines] = part.trimEnd().split('\n');
    const shown = masked(lines.join('\n'));
    if (command.startsWith('npx halyard ')) expectText(halyard(command, port), shown, command);
    else if (command.startsWith('grep ')) expectText(await logLines(folder, reference), shown, command);
    else {
      const curl = readCurl(command);
      const answer = await ask(curl, port);
      reference = answer.headers['error-reference'] ?? '';
      expect(reference).not.toBe('');
      if (curl.head) expectHead(answer, shown, command);
      else expectText(answer.body, shown, command);
    }
  }
}

function halyard(command: string, port: number): string {
  const args = command.replace('npx halyard ', '').replace('8080', String(port)).split(' ');
  return spawnSync(process.execPath, [bin, ...args], { cwd: app.folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } }).stdout;
}

/** A proxy writes the line after the answer. */
async function logLines(folder: string, reference: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    const lines = readFileSync(join(folder, 'access.log'), 'utf8').split('\n');
    const found = lines.filter((line) => line.includes(reference)).join('\n');
    if (found !== '' || tries === 100) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function expectText(output: string, shown: string, command: string): void {
  const parts = shown.split(/^…$/m).map((part) => part.trim());
  const real = masked(output).trim();
  if (parts.length === 1) expect(real, command).toBe(shown.trim());
  for (const part of parts) expect(real, command).toContain(part);
}

/** The page shows some of the header fields, and the whole body. */
function expectHead({ statusLine, headers, body }: Awaited<ReturnType<typeof ask>>, shown: string, command: string): void {
  const [head = '', shownBody = ''] = shown.split('\n\n');
  const [status, ...fields] = head.split('\n');
  expect(statusLine, command).toBe(status);
  for (const field of fields) {
    const [name = '', value = ''] = field.split(/:\s*(.*)/);
    expect(masked(headers[name.toLowerCase()] ?? `no ${name}`), command).toBe(value);
  }
  expect(masked(body).trim(), command).toBe(shownBody.trim());
}

describe.skipIf(nginx === undefined)('the examples with nginx', () => {
  it.each(marked('proxy'))('shows the real output at line $line', async (block) => {
    await follow(
      block,
      await proxies.nginxWith((port, folder) => `server_tokens off; ${configured(written('site.conf'), 'nginx', { port, folder, appPort: stopped })}`),
    );
  });

  it.each(marked('access-log'))('finds the reference in the log at line $line', async (block) => {
    await app.start('server.mjs', { NODE_ENV: 'production' });
    const appPort = block.text.includes('/invoices') ? app.portFor(1337) : stopped;
    await follow(block, await proxies.nginxWith((port, folder) => configured(written('site.conf'), 'nginx', { port, folder, appPort })));
  });

  it.each(marked('trap'))('shows the trap at line $line', async (block) => {
    const wrong = page.blocks.find(({ text }) => text.startsWith('error_page 502 @down;'))?.text ?? '';
    const { url, folder } = await proxies.nginxWith((port, base) => {
      const site = configured(written('site.conf'), 'nginx', { port, folder: base, appPort: stopped });
      return site.replace(/include \S+server\.conf;/, wrong.replace('/srv/app/errors', join(base, 'errors/pages'))).replace('access_log', 'access_log off; #');
    });
    await follow(block, { url, folder });
  });
});

describe.skipIf(caddy === undefined)('the examples with Caddy', () => {
  it.each(marked('caddy'))('shows the real output at line $line', async (block) => {
    await follow(block, await proxies.caddyWith((port, folder) => configured(written('Caddyfile'), 'caddy', { port, folder, appPort: stopped })));
  });
});

describe('docs/proxies.md', () => {
  it('explains each finding of the check', () => {
    const [, section = ''] = page.text.split('| Finding |');
    const rows = Array.from((section.split('\n\n')[0] ?? '').matchAll(/^\| (`[^|]*)/gm), ([, cell = '']) => cell);
    expect(rows.flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, code]) => code)).toSorted()).toEqual(CHECK_CODES.toSorted());
  });
});
