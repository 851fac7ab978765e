/** The style sheet of the built-in page. It is in the page itself, so the page loads nothing. The policy of the page allows it by `PAGE_STYLE_HASH`. */
export const PAGE_STYLE =
  ':root{--ink:#14222e;--soft:#4a5b69;--paper:#f6f8f9;--card:#fff;--line:#d5dde3;--mark:#0b6e99;--wrong:#a3241b}' +
  '@media(prefers-color-scheme:dark){:root{--ink:#e6edf2;--soft:#a3b3bf;--paper:#0e161d;--card:#16212b;--line:#2b3a47;--mark:#6cc4ea;--wrong:#ff9d92}}' +
  'body{margin:0;padding:5vw;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}' +
  'main{max-width:40rem;margin:0 auto;padding:clamp(1.25rem,4vw,2.5rem);background:var(--card);border:1px solid var(--line);border-top:4px solid var(--mark);border-radius:0 0 .5rem .5rem}' +
  '.status{margin:0;color:var(--soft);font-weight:600}' +
  'h1{margin:.1em 0 .6em;font-size:clamp(1.6rem,5vw,2.25rem);line-height:1.2}' +
  'h2{margin:1.6em 0 .4em;font-size:1.125rem}' +
  'ul{padding-left:1.25rem}' +
  '.errors strong{color:var(--wrong)}' +
  'a{color:var(--mark)}' +
  ':focus-visible{outline:3px solid var(--mark);outline-offset:2px}' +
  '.note,.reference{color:var(--soft);font-size:.9375rem}' +
  '.reference{margin:2rem 0 0;padding-top:1rem;border-top:1px solid var(--line)}' +
  'code,pre{font-family:ui-monospace,monospace}' +
  'code{display:inline-block;color:var(--ink)}' +
  'pre{padding:min(1rem,3vw);background:var(--paper);border:1px solid var(--line);font-size:.8125rem;white-space:pre-wrap}' +
  '@media(forced-colors:active){main{border:1px solid}}' +
  '@media print{body{padding:0;background:#fff;color:#000}main{border:0;padding:0}}';

/** The SHA-256 hash of `PAGE_STYLE`, for the Content-Security-Policy of the page. A test recomputes it. */
export const PAGE_STYLE_HASH = 'sha256-9sGt/E7q8Q5x7+tAFnFPH/kK9cg+bh5Lm79El2afRdU=';
