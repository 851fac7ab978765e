// Makes docs/images/halyard.png, the picture of the README: one failure, and the answer that each client gets. Everything in it is real: the
// example runs in production, a browser and curl request the tides, and the log is the example's output.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from './chromium.mjs';
import { ensureBuilt, ensureInstalled, root } from './ensure-ready.mjs';
import { withPalette } from './palette.mjs';

ensureInstalled();
ensureBuilt();

const PORT = '1337';
const address = `http://localhost:${PORT}/tides`;
const file = join(root, 'docs/images/halyard.png');

const STYLE = `
  * { box-sizing: border-box; margin: 0; }
  body { padding: 30px 36px; background: #0b2f42; color: #e4edf2; font: 15px/1.5 system-ui, sans-serif; }
  h1 { margin-bottom: 22px; text-align: center; font-size: 22px; font-weight: 400; }
  h1 > code { padding: 8px 18px; background: #06141c; border: 1px solid #2f5b70; border-radius: 8px; color: #ffd37a; font-size: 25px; }
  h1 span { margin-left: 12px; color: #a9c3d0; }
  h2 { margin-bottom: 9px; font-size: 16px; font-weight: 600; }
  code, pre, .bar { font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
  .panels { display: grid; grid-template: auto auto / 640px 1fr; gap: 20px 28px; }
  .log { grid-column: 1 / 3; }
  .window { overflow: hidden; border-radius: 8px; }
  .bar { display: flex; gap: 7px; align-items: center; padding: 7px 12px; background: #dfe7ec; color: #33505f; font-size: 13px; }
  .bar i { width: 11px; height: 11px; background: #b3c3cc; border-radius: 50%; }
  .bar span { flex: 1; margin-left: 8px; padding: 1px 12px; background: #fff; border-radius: 10px; }
  img { display: block; width: 640px; height: 352px; object-fit: cover; object-position: top; }
  pre { padding: 16px 18px; background: #06141c; border: 1px solid #1d4254; border-radius: 8px; font-size: 13.5px; line-height: 1.55; white-space: pre-wrap; }
  .curl { display: flex; flex-direction: column; }
  .curl pre { flex: 1; }
  .log pre { font-size: 13px; }
  b { color: #ffd37a; font-weight: 400; }
  mark { padding: 0 3px; border-radius: 3px; color: #06141c; }
  .first { background: #7ed6f2; }
  .second { background: #ffd37a; }
  .third { background: #a9e5b8; }
`;

const example = await openExample();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });

const visitor = await browser.newPage({ viewport: { width: 720, height: 396 }, deviceScaleFactor: 1.2 });
await visitor.goto(address);
await visitor.addStyleTag({ content: '.reference code { padding: 0 4px; border-radius: 3px; background: #7ed6f2; color: #06141c }' });
const page = (await visitor.screenshot()).toString('base64');
const pageReference = await visitor.locator('.reference code').textContent();

const [head, body] = execFileSync('curl', ['-si', address], { encoding: 'utf8' }).split('\r\n\r\n');
const [statusLine, ...fields] = head.split('\r\n');
const problem = JSON.parse(body);
const markdown = execFileSync('curl', ['-s', '-H', 'Accept: text/markdown', address], { encoding: 'utf8' }).trimEnd();

const painter = await browser.newPage({ viewport: { width: 1280, height: 600 }, deviceScaleFactor: 0.8 });
await painter.setContent(picture());
mkdirSync(join(root, 'docs/images'), { recursive: true });
writeFileSync(file, withPalette(await painter.screenshot({ fullPage: true })));
await browser.close();
example.stop();
console.log(`Made ${file}`);

/** The example in production, with a log that treats its stream as a terminal. */
async function openExample() {
  const asTerminal = 'data:text/javascript,process.stderr.isTTY=true';
  const child = spawn(process.execPath, ['--import', asTerminal, join(root, 'examples/express/server.js')], {
    env: { ...process.env, NODE_ENV: 'production', FLASH_SECRET: 'the secret of a picture, and of nothing else', PORT },
  });
  let log = '';
  child.stderr.on('data', (text) => {
    log += text;
  });
  child.once('exit', (code) => {
    if (code !== 0) throw new Error(log);
  });
  await once(child.stdout, 'data');
  return { log: () => log, stop: () => child.kill() };
}

function picture() {
  const references = new Map([
    [pageReference, 'first'],
    [problem.reference, 'second'],
    [/`(.*)`/.exec(markdown)[1], 'third'],
  ]);
  const marked = (text) =>
    [...references].reduce((html, [reference, name]) => html.replaceAll(reference, `<mark class="${name}">${reference}</mark>`), htmlOf(text));
  const contentType = fields.find((field) => field.startsWith('content-type'));
  const json = JSON.stringify(problem, undefined, 2);
  return `<!doctype html><html lang="en"><style>${STYLE}</style><body>
    <h1><code>return res.serverError(err)</code> <span>or just <code>throw err</code></span></h1>
    <div class="panels">
      <section class="browser"><h2>A browser gets a page: yours, or Halyard’s</h2>
        <div class="window"><p class="bar"><i></i><i></i><i></i><span>localhost:${PORT}/tides</span></p><img src="data:image/png;base64,${page}" alt=""></div>
      </section>
      <section class="curl"><h2>A program gets a problem document, an agent Markdown</h2>
        <pre><b>$ curl -i localhost:${PORT}/tides</b>\n${htmlOf(statusLine)}\n${htmlOf(contentType)}\n\n${marked(json)}\n\n<b>$ curl -H "Accept: text/markdown" localhost:${PORT}/tides</b>\n${marked(markdown)}</pre>
      </section>
      <section class="log"><h2>You get the whole story, under the reference that each of them was given</h2>
        <pre>${logLines().map(marked).join('\n')}</pre>
      </section>
    </div>`;
}

/** The log without its colours, with only the first frame of each stack. */
function logLines() {
  const lines = example
    .log()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the terminal's colours
    .replace(/\u001b\[\d+m/g, '')
    .replaceAll(`file://${root}`, '')
    .trimEnd()
    .split('\n');
  return lines.filter((line) => !/^\s+at /.test(line) || /^ {4}at tides/.test(line));
}

function htmlOf(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
