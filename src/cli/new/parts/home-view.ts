/** `views/home.ejs`: the form and the messages. The error pages of `view-file.ts` have the same colours. */
export const HOME_VIEW = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title><%= form.title('{{name}}') %></title>
  <style>
    :root { color-scheme: light dark; --ink: #1b2733; --soft: #4d5c69; --paper: #f5f7f8; --card: #fff; --line: #d3dbe1; --edge: #7d8c98; --link: #0a5f86; --wrong: #a3211a; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e7edf2; --soft: #a9b7c3; --paper: #10181f; --card: #18232d; --line: #2d3c48; --edge: #718496; --link: #7cc8ec; --wrong: #ff9b90; }
    }
    body { margin: 0; padding: 5vw; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: anywhere; }
    main { max-width: 40rem; margin: 0 auto; padding: clamp(1.25rem, 4vw, 2.5rem); background: var(--card); border: 1px solid var(--line); border-radius: 0.5rem; }
    h1 { margin: 0 0 0.4em; font-size: clamp(1.6rem, 5vw, 2.25rem); line-height: 1.2; }
    h2 { margin: 2em 0 0.6em; font-size: 1.25rem; line-height: 1.3; }
    a { color: var(--link); }
    code { font-size: 0.9375em; }
    label { display: block; margin: 1.25rem 0 0.3rem; font-weight: 600; }
    input, textarea { box-sizing: border-box; width: 100%; padding: 0.55rem 0.75rem; border: 1px solid var(--edge); border-radius: 0.35rem; background: var(--paper); color: inherit; font: inherit; }
    textarea { resize: vertical; }
    [aria-invalid='true'] { border: 2px solid var(--wrong); }
    button { margin-top: 1.5rem; padding: 0.6rem 1.5rem; border: 0; border-radius: 0.35rem; background: var(--link); color: var(--card); font: inherit; font-weight: 600; cursor: pointer; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    .flash { margin: 0 0 1.5rem; padding: 0.6rem 1rem; border-left: 0.3rem solid var(--link); background: var(--paper); }
    .error-summary { margin: 0 0 1.5rem; padding: 0.75rem 1.25rem; border: 2px solid var(--wrong); border-radius: 0.35rem; }
    .error-summary h2 { margin: 0; font-size: 1.125rem; }
    .error-summary ul { margin: 0.4rem 0 0; padding-left: 1.25rem; }
    .error-summary a, .field-error { color: var(--wrong); }
    .field-error { margin: 0 0 0.4rem; }
    .messages { margin: 0; padding: 0; list-style: none; }
    .messages li { padding: 0.9rem 0; border-top: 1px solid var(--line); }
    .messages p { margin: 0; white-space: pre-wrap; }
    .name { font-weight: 600; }
    .soft { color: var(--soft); }
    .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  </style>
</head>
<body>
<main>
  <% for (const text of flash('success')) { %><p class="flash" role="status"><%= text %></p>
  <% } %>
  <%- form.summary() %>
  <h1>{{name}}</h1>
  <p>Send the form empty: it comes back with what is missing. An <a href="/no/such/page">address without a page</a> shows <code>views/404.ejs</code>.</p>
  <form method="post" action="/messages" novalidate>
    <label for="name">Your name</label>
    <%- form.error('name') %>
    <input<%- form.attributes('name') %> maxlength="60" autocomplete="name" required>
    <label for="text">Your message</label>
    <%- form.error('text') %>
    <textarea<%- form.attributes('text', { type: 'textarea' }) %> rows="4" maxlength="500" required>
<%= old('text') %></textarea>
    <button>Send</button>
  </form>
  <h2>Messages</h2>
  <% if (data.messages.length === 0) { %><p class="soft">There are no messages yet.</p>
  <% } else { %><ul class="messages">
    <% for (const { name, text } of data.messages) { %><li><p class="name"><%= name %></p><p><%= text %></p></li>
    <% } %>
  </ul>
  <% } %>
</main>
</body>
</html>
`;
