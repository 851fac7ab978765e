import { CASES } from './cases.mjs';

const STYLE =
  ':root{color-scheme:light dark}body{max-width:44rem;margin:0 auto;padding:2rem 1rem;font:1rem/1.6 system-ui,sans-serif}dt{margin-top:.75rem;font-weight:600}dd{margin:0}';

/** The list of the cases. */
export function index(_, response) {
  const items = CASES.map(({ name, path, shows }) => `<dt><a href="${path ?? `/${name}`}">${name}</a></dt><dd>${shows}</dd>`);
  response.send(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>The development page</title><style>${STYLE}</style>` +
      `<h1>The development page</h1><p>Each of these addresses fails, each in its own way.</p><dl>${items.join('')}</dl>`,
  );
}
