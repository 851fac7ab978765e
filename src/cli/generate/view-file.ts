import { statusPhrase } from '../../core/values/status.ts';
import type { NewFile } from './response-file.ts';

/**
 * The file of an error page, in EJS: `views/404.ejs`. The page is complete: language, title, one heading, light and dark colours, a link home, the
 * reference, and what the visitor typed. It asks for no other file and no other host.
 *
 * @param name a status from 400 to 599, or its class: `404`, `500`, `4xx`, `5xx`
 * @throws TypeError for another name
 */
export function viewFile(name: string, { folder = 'views' }: { readonly folder?: string } = {}): NewFile {
  if (!isViewName(name)) throw new TypeError(`"${name}" is no status from 400 to 599, and not 4xx or 5xx.`);
  return { path: `${folder}/${name}.ejs`, text: page(name) };
}

/** Whether a page can have this name: it is a status from 400 to 599, or 4xx or 5xx. */
export function isViewName(name: string): boolean {
  return /^[45](?:\d\d|xx)$/.test(name);
}

interface Words {
  readonly heading: string;
  /** What the page says if the call has no message. */
  readonly text: string;
}

const CLIENT = 'The server cannot answer this request. Please go back and try again.';
const SERVER = 'Something failed on our side, and it was not your fault. Please try again in a few minutes.';

/** The words of the pages that many visitors see. The other pages have the title of the response as their heading. */
const WORDS: Readonly<Record<string, Words>> = {
  '400': { heading: 'Please check what you sent', text: 'Something in this request is missing or wrong. Please go back and correct it.' },
  '401': { heading: 'Please sign in', text: 'You have to sign in before you can see this page.' },
  '403': { heading: 'You may not see this page', text: 'Your account does not have the right to see this page.' },
  '404': { heading: 'Page not found', text: 'There is no page at this address. Please check the address, or begin at the home page.' },
  '410': { heading: 'This page is gone', text: 'This page existed once, and will not come back.' },
  '413': { heading: 'This is too large', text: 'What you sent is larger than this page accepts.' },
  '429': { heading: 'Too many requests', text: 'You sent many requests in a short time. Please wait a moment, and try again.' },
  '500': { heading: 'Something went wrong', text: SERVER },
  '503': { heading: 'We will be back soon', text: 'The service is not available at the moment. Please try again in a few minutes.' },
};

/** The statuses after which the same request may succeed. */
const RETRY = /^(?:408|425|429|5\d\d|5xx)$/;

function wordsOf(name: string): Words {
  const own = WORDS[name];
  if (own !== undefined) return own;
  const text = name.startsWith('4') ? CLIENT : SERVER;
  return { heading: '<%= title %>', text };
}

function about(name: string): string {
  if (name === '4xx') return 'the page of every status from 400 to 499 that has no page of its own';
  if (name === '5xx') return 'the page of every status from 500 to 599 that has no page of its own';
  return `the page of ${name} ${statusPhrase(Number(name))}`;
}

function page(name: string): string {
  const { heading, text } = wordsOf(name);
  const retry = RETRY.test(name) ? `\n      <% if (back === '' && typed.length === 0) { %><a href="">Try again</a><% } %>` : '';
  return `<%# This is ${about(name)}. docs/views.md of Halyard lists what it can use: title, message, errors … -%>
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <meta name="color-scheme" content="light dark">
  <title><%= title %> (<%= status %>)</title>
  <style>
${STYLE}
  </style>
</head>
<body>
  <main>
    <p class="status">Error <%= status %></p>
    <h1>${heading}</h1>
    <p><%= message || ${JSON.stringify(text)} %></p>
    <% if (errors.length > 0) { %>
    <ul>
      <% for (const error of errors) { %><li><% if (error.field) { %><strong><%= error.field %></strong>: <% } %><%= error.message %></li>
      <% } %>
    </ul>
    <% } %>
    <% if (typed.length > 0) { %>
    <h2>What you typed</h2>
    <dl>
      <% for (const { name, value } of typed) { %><dt><%= name %></dt><dd><%= value %></dd>
      <% } %>
    </dl>
    <% } %>
    <p class="links">
      <% if (back !== '') { %><a href="<%= back %>">Back to the form</a><% } %>${retry}
      <a href="/">Home page</a>
    </p>
    <% if (reference) { %><p class="reference">If you ask us about it, mention <code><%= reference %></code>.</p><% } %>
  </main>
</body>
</html>
`;
}

/** Both schemes have a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3). */
const STYLE = `    :root { color-scheme: light dark; --ink: #1b2733; --soft: #4d5c69; --paper: #f5f7f8; --card: #fff; --line: #d3dbe1; --link: #0a5f86; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e7edf2; --soft: #a9b7c3; --paper: #10181f; --card: #18232d; --line: #2d3c48; --link: #7cc8ec; }
    }
    body { margin: 0; padding: 5vw; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
    main { max-width: 40rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 2.5rem); background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; }
    h1 { margin: 0 0 0.6em; font-size: clamp(1.6rem, 5vw, 2.25rem); line-height: 1.2; }
    h2 { margin: 1.6em 0 0.4em; font-size: 1.125rem; }
    dt { font-weight: 600; }
    dd { margin: 0 0 0.6em; white-space: pre-wrap; }
    a { color: var(--link); }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    .status, .reference { margin: 0; color: var(--soft); }
    .links { display: flex; flex-wrap: wrap; gap: 1.25rem; margin-top: 2rem; }`;
