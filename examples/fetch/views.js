// Pages without a disk and without a template language: a view is a function of its locals that gives HTML.

const escaped = (text) => String(text).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const page = (title, body) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} · Kittiwake Harbour</title></head>
<body>${body}</body>
</html>`;

const PAGES = {
  404: ({ title, message, reference }) =>
    page(title, `<h1>Nothing is moored here</h1><p>${escaped(message || 'There is no page at this address.')}</p><p>Reference: <code>${reference}</code></p>`),
  500: ({ title, report, reference }) =>
    page(title, `<h1>A line has snapped on our side</h1><pre>${escaped(report)}</pre><p>Reference: <code>${reference}</code></p>`),
  // What the helpers of `form` give is escaped already.
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

/** `undefined`: there is no such view, and the built-in page is shown. */
export const views = {
  render: (name, locals) => (Object.hasOwn(PAGES, name) ? PAGES[name](locals) : undefined),
};
