/** The style of the built-in page, in the page itself: it asks nobody for anything. `PAGE_STYLE_HASH` lets it through its own policy. */
export const PAGE_STYLE =
  ':root{color-scheme:light dark;--ink:#14222e;--soft:#4a5b69;--paper:#f6f8f9;--card:#fff;--line:#d5dde3;--mark:#0b6e99;--wrong:#a3241b}' +
  '@media(prefers-color-scheme:dark){:root{--ink:#e6edf2;--soft:#a3b3bf;--paper:#0e161d;--card:#16212b;--line:#2b3a47;--mark:#6cc4ea;--wrong:#ff9d92}}' +
  '*{box-sizing:border-box}' +
  'body{margin:0;min-height:100vh;padding:clamp(1rem,6vw,5rem) clamp(1rem,5vw,3rem);background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}' +
  'main{max-width:44rem;margin:0 auto;padding:clamp(1.25rem,4vw,2.5rem);background:var(--card);border:1px solid var(--line);border-top:4px solid var(--mark);border-radius:0 0 .5rem .5rem}' +
  'main>:last-child{margin-bottom:0}' +
  '.status{margin:0;color:var(--soft);font-weight:600;letter-spacing:.04em}' +
  'h1{margin:.1em 0 .6em;font-size:clamp(1.6rem,5vw,2.25rem);line-height:1.2}' +
  'h2{margin:1.6em 0 .4em;font-size:1.125rem}' +
  'p{margin:0 0 1em}' +
  'ul{margin:0 0 1em;padding-left:1.25rem}' +
  '.errors li::marker,.errors strong{color:var(--wrong)}' +
  'a{color:var(--mark);text-underline-offset:.2em}' +
  'a:focus-visible,summary:focus-visible,pre:focus-visible{outline:3px solid var(--mark);outline-offset:2px}' +
  '.note,.reference{color:var(--soft);font-size:.9375rem}' +
  '.note{margin-top:.6em}' +
  '.reference{margin-top:2rem;padding-top:1rem;border-top:1px solid var(--line)}' +
  '.reference code{white-space:nowrap}' +
  'code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--ink)}' +
  'pre{margin:0;padding:1rem;overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:.375rem;font:.8125rem/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:normal}' +
  '@media(forced-colors:active){main{border:1px solid CanvasText}}' +
  '@media print{body{padding:0;background:#fff;color:#000}main{border:0;padding:0}pre{white-space:pre-wrap}}';

/** sha256 of `PAGE_STYLE`, for the page's Content-Security-Policy. A test recomputes it. */
export const PAGE_STYLE_HASH = 'sha256-R80u0eJfTDrKMV9t5NKvXc1IOJAOQ/1BvNTb4tPosVM=';
