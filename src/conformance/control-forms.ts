import { type Context, type Flash, queryOf, type Route } from './control-context.ts';
import { SECRET } from './hostile-values.ts';

/** Registers pages with a form, and the routes that the forms are sent to. */
export function registerForms(route: Route): void {
  for (const path of ['/contact', '/signup']) {
    route('GET', path, page);
    for (const method of ['POST', 'OPTIONS']) route(method, path, submitted);
  }
  // A form with lists and boxes, which is sent to its own address.
  route('GET', '/profile', profile);
  route('POST', '/profile', submitted);
  // The form of /contact is sent to this route, which has no page.
  route('POST', '/send', submitted);
  // Keeps a message for the next page, and redirects to it.
  for (const method of ['GET', 'POST']) route(method, '/message', leaveMessage);
  // A page that does not read its flash.
  route('GET', '/news', (context) => context.send(200, { ...HTML, 'cache-control': 'public, max-age=60' }, '<p>news</p>'));
}

function leaveMessage(context: Context): unknown {
  context.leave('success', 'Your letter is on its way');
  return context.send(303, { location: '/contact' }, '');
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** Shows the flash of the page. The field `X-Then` selects the answer after the flash is read. The address of the flash stays the same. */
async function page(context: Context): Promise<unknown> {
  const body = markup(await context.flash());
  switch (context.headers['x-then']) {
    case 'redirect':
      return context.send(303, { location: '/news' }, '');
    case 'moved':
      return context.send(302, { location: context.headers['x-to'] ?? '/signup' }, '');
    case 'fail':
      return context.send(500, HTML, body);
    case 'call':
      return context.respond('serverError', new Error(`reading ${SECRET}`));
    case 'throw':
      throw new Error(`reading ${SECRET}`);
    case 'miss':
      return context.send(404, HTML, body);
    case 'cookie':
      return context.send(200, { ...HTML, 'set-cookie': 'theme=dark; Path=/' }, body);
    case 'wait':
      await new Promise((resolve) => setTimeout(resolve, 300));
      return context.send(200, HTML, body);
    default:
      return context.send(200, HTML, body);
  }
}

/** Writes a form with the helpers: two fields of one name, a list in a member, a group of boxes and a single box. The app has stored `rock` and `yes`. */
function profile(context: Context): unknown {
  const form = context.form();
  const tags = [0, 1].map((index) => `${form.error('tags[]', { index })}<input${form.attributes('tags[]', { index })}>`);
  const emails = [0, 1].map((index) => `${form.error(`user[emails][${index}]`)}<input${form.attributes(`user[emails][${index}]`)}>`);
  const music = form.group('music[]', ['rock', 'jazz'], { legend: 'Music', type: 'checkbox', value: ['rock'] });
  const news = `<input${form.attributes('news', { type: 'checkbox', value: 'yes' })}${form.checked('news', 'yes', true)}>`;
  return context.send(200, HTML, [form.summary(), form.askAgain(), ...tags, ...emails, music, news].join('\n'));
}

/** Writes one line for each item, so that a test can read it without an HTML parser: `flashOn` in `requirements/forms-expect.ts`. */
function markup(flash: Flash | null): string {
  if (flash === null) return '<p data-kind="nothing"></p>';
  const lines = (kind: string, members: Readonly<Record<string, string | readonly string[]>>): readonly string[] =>
    Object.entries(members).flatMap(([name, texts]) =>
      [texts].flat().map((text) => `<p data-kind="${kind}" data-name="${escaped(name)}">${escaped(text)}</p>`),
    );
  return [...lines('error', flash.errors), ...lines('old', flash.old), ...lines('message', flash.messages), '<p data-kind="end"></p>'].join('\n');
}

function escaped(text: unknown): string {
  return encodeURIComponent(String(text).toWellFormed());
}

/**
 * `/contact?args=[issues,"/contact"]` refuses the submitted form with badRequest, or with the response that `response` names. With `times=300` the first
 * issue comes three hundred times, numbered. `throw=csrf` throws the error of CSRF libraries, and `throw=error` any other error.
 */
function submitted(context: Context): unknown {
  const query = queryOf(context);
  const fault = query.get('fault');
  if (fault !== null && !context.fault(fault)) return context.send(200, { 'content-type': 'text/plain' }, 'this host cannot have that fault');
  const cookie = query.get('cookie');
  if (cookie !== null) context.set?.('set-cookie', cookie);
  if (query.get('throw') === 'csrf') throw Object.assign(new Error('invalid csrf token'), { code: 'EBADCSRFTOKEN' });
  if (query.get('throw') !== null) throw new Error(`after a form ${SECRET}`);
  const [first, ...rest] = JSON.parse(query.get('args') ?? '[]') as unknown[];
  const times = Number(query.get('times') ?? 1);
  return context.respond(query.get('response') ?? 'badRequest', ...(first === undefined ? [] : [times === 1 ? first : numbered(first, times), ...rest]));
}

function numbered(issues: unknown, times: number): readonly unknown[] {
  const [{ path, message }] = issues as [{ path: readonly string[]; message: string }];
  return Array.from({ length: times }, (_, i) => ({ path: [`${path.join('.')}${i}`], message: `${message} (${i})` }));
}
