// Makes docs/images/proxies.png, the picture of docs/proxies.md: what visitors and programs get from a real nginx while the app is down, before and after
// `halyard export`. The pages are those of the app in scripts/proxies-picture/.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromium.mjs';
import { ensureBuilt, ensureInstalled, root } from './ensure-ready.mjs';
import { nginxPath } from './nginx.mjs';
import { withPalette } from './palette.mjs';

ensureInstalled();
ensureBuilt();
const { exportPages } = await import('../dist/export/pages/export-pages.js');
const { target } = await import('../dist/export/targets/nginx.js');

const [BEFORE, BUILT_IN, AFTER] = [18_801, 18_802, 18_803];
/** Nothing listens there: the app is down. */
const DOWN = 'http://127.0.0.1:1';
const file = join(root, 'docs/images/proxies.png');
const work = mkdtempSync(join(tmpdir(), 'halyard-picture-'));
// The workers of nginx are another user.
chmodSync(work, 0o755);

const nginx = await startNginx([
  await server(BEFORE),
  await server(BUILT_IN, join(root, 'examples/express/server.js')),
  await server(AFTER, fileURLToPath(new URL('proxies-picture/server.mjs', import.meta.url))),
]);
try {
  await paint();
} finally {
  nginx.kill();
  await once(nginx, 'exit');
  rmSync(work, { recursive: true });
}

/** A server of nginx in front of an app that is down. With an entry, it has the exported pages of this app. */
async function server(port, entry) {
  const start = `listen 127.0.0.1:${port}; location / { proxy_pass ${DOWN}; }`;
  if (entry === undefined) return { http: '', server: start };
  const folder = join(work, String(port));
  const { pages } = await exportPages(entry, { statuses: [502] });
  for (const { path, content } of target.files(pages, { upstream: DOWN, folder, retryAfter: 60, maintenanceFile: undefined })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  // Both servers have the same maps, and different pages.
  return { http: `include ${folder}/http.conf;`, server: `${start} include ${folder}/server.conf;` };
}

/** One nginx for each server, because the maps of two exports have the same names. */
async function startNginx(servers) {
  const children = servers.map((one, index) => {
    const folder = join(work, `nginx-${index}`);
    mkdirSync(folder);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
    const common = `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr crit; events { worker_connections 64; }`;
    writeFileSync(join(folder, 'nginx.conf'), `${common} http { access_log off; ${temporary} ${one.http} server { ${one.server} } }`);
    return spawn(nginxPath(), ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
  for (const port of [BEFORE, BUILT_IN, AFTER]) await answered(port);
  const [first, ...others] = children;
  return Object.assign(first, { kill: () => [...others, first].forEach((child) => void process.kill(child.pid)) });
}

async function answered(port) {
  for (let tries = 0; ; tries++) {
    try {
      return await fetch(`http://127.0.0.1:${port}/`);
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function paint() {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  const shots = [];
  for (const port of [BEFORE, BUILT_IN, AFTER]) {
    const page = await browser.newPage({ viewport: { width: 560, height: 400 } });
    await page.goto(`http://127.0.0.1:${port}/orders/7`);
    shots.push((await page.screenshot()).toString('base64'));
    await page.close();
  }
  const bodies = await Promise.all([BEFORE, AFTER].map(programAnswer));
  const painter = await browser.newPage({ viewport: { width: 1280, height: 400 }, deviceScaleFactor: 0.8 });
  await painter.setContent(picture(shots, bodies));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, withPalette(await painter.screenshot({ fullPage: true })));
  await browser.close();
  console.log(`Made ${file}`);
}

/** What a program gets that asks for JSON, as curl prints it. */
async function programAnswer(port) {
  const response = await fetch(`http://127.0.0.1:${port}/orders/7`, { headers: { accept: 'application/json' } });
  const names = ['content-type', 'retry-after', 'error-reference'].filter((name) => response.headers.has(name));
  const body = (await response.text()).trim();
  const text = body.startsWith('{') ? JSON.stringify(JSON.parse(body), undefined, 1) : body.replaceAll('\r', '');
  return `HTTP/1.1 ${response.status} Bad Gateway\n${names.map((name) => `${name}: ${response.headers.get(name)}`).join('\n')}\n\n${text}`;
}

function picture(shots, [before, after]) {
  const style = `
    * { box-sizing: border-box; margin: 0; }
    body { padding: 26px 30px; background: #0b2f42; color: #e4edf2; font: 15px/1.5 system-ui, sans-serif; }
    .columns { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 14px 22px; }
    h2 { font-size: 17px; font-weight: 600; }
    h2 span { color: #a9c3d0; font-weight: 400; }
    .window { overflow: hidden; border-radius: 8px; background: #fff; }
    .bar { display: flex; gap: 6px; align-items: center; padding: 6px 11px; background: #dfe7ec; color: #33505f; font: 12px ui-monospace, "DejaVu Sans Mono", monospace; }
    .bar i { width: 10px; height: 10px; background: #b3c3cc; border-radius: 50%; }
    .bar span { flex: 1; margin-left: 6px; padding: 1px 11px; background: #fff; border-radius: 10px; }
    img { display: block; width: 100%; }
    pre { height: 100%; padding: 13px 15px; background: #06141c; border: 1px solid #1d4254; border-radius: 8px; font: 12.5px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    .wide { grid-column: 2 / 4; }
    b { color: #ffd37a; font-weight: 400; }`;
  const shown = (shot) =>
    `<div class="window"><p class="bar"><i></i><i></i><i></i><span>shop.example/orders/7</span></p><img src="data:image/png;base64,${shot}" alt=""></div>`;
  const command = '<b>$ curl -i -H "Accept: application/json" shop.example/orders/7</b>\n';
  return `<!doctype html><html lang="en"><style>${style}</style><body><div class="columns">
    <h2>Before <span>what nginx sends by itself</span></h2><h2>After <span>Halyard’s page</span></h2><h2>After <span>or your own view</span></h2>
    ${shots.map(shown).join('')}
    <pre>${command}${escaped(before)}</pre><pre class="wide">${command}${escaped(after)}</pre>
  </div></body></html>`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
