// Pages without a disk and without a template language: a view is a function from its locals to HTML.

const escaped = (text) => String(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const STYLE = `<style>
  :root {
    color-scheme: light dark;
    --ink: light-dark(#17303b, #e3edf1); --paper: light-dark(#faf8f3, #0e191e);
    --sea: light-dark(#0b5a78, #86c9e3); --wrong: light-dark(#9e231c, #ff9e94);
  }
  body { box-sizing: border-box; max-width: 42rem; margin: 0 auto; padding: 1.5rem 1rem; font: 1.0625rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
  h1 { line-height: 1.2; text-wrap: balance; }
  a { color: var(--sea); }
  label { display: block; margin-top: .75rem; font-weight: 600; }
  input, select { box-sizing: border-box; width: 100%; max-width: 22rem; padding: .5rem; font: inherit; }
  [aria-invalid="true"] { border: 2px solid var(--wrong); }
  button { padding: .5rem 1.25rem; border: 0; border-radius: .3rem; font: inherit; font-weight: 600; color: var(--paper); background: var(--sea); }
  pre { overflow-x: auto; padding: 1rem; border: 1px solid; font-size: .875rem; }
  [role="status"] { padding: .5rem 1rem; border-left: .3rem solid var(--sea); }
  .error-summary { padding: .5rem 1rem; border: 2px solid var(--wrong); }
  .error-summary h2 { margin: 0; font-size: 1.125rem; }
  .field-error { margin: 0; color: var(--wrong); }
  .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
</style>`;

const page = (title, body) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Kittiwake Harbour</title>
${STYLE}
</head>
<body><main>${body}</main></body>
</html>`;

const PAGES = {
  404: ({ title, message, reference }) =>
    page(title, `<h1>Nothing is moored here</h1><p>${escaped(message || 'There is no page at this address.')}</p><p>Reference: <code>${reference}</code></p>`),
  500: ({ title, report, reference }) =>
    page(title, `<h1>A line has snapped on our side</h1><pre>${escaped(report)}</pre><p>Reference: <code>${reference}</code></p>`),
  // The helpers of `form` return escaped HTML.
  'new-booking': ({ data, form, flash }) =>
    page(
      form.title('Book a berth'),
      `${flash('success')
        .map((text) => `<p role="status">${escaped(text)}</p>`)
        .join('')}
      ${form.summary()}
      <h1>Book a berth</h1>
      <form method="post" action="/bookings" novalidate>
        <p><label for="boat">Name of the boat</label> ${form.error('boat')}<input${form.attributes('boat')}></p>
        <p><label for="berth">Berth</label> ${form.error('berth')}<select${form.attributes('berth', { type: 'select' })}>
          ${data.berths
            .filter(({ reserved }) => !reserved)
            .map(({ id, quay }) => `<option value="${id}"${form.selected('berth', id)}>${id}, ${quay}</option>`)
            .join('')}
        </select></p>
        <p><label for="nights">Nights (1 to 14)</label> ${form.error('nights')}<input${form.attributes('nights', { type: 'number' })}></p>
        <button>Book</button>
      </form>`,
    ),
};

/** `undefined`: there is no such view, so Halyard sends the built-in page. */
export const views = {
  render: (name, locals) => (Object.hasOwn(PAGES, name) ? PAGES[name](locals) : undefined),
};
