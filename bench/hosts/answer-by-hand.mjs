import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import { logger } from '../servers/logger.mjs';

const TITLES = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 500: 'Internal Server Error' };

const views = join(import.meta.dirname, '../views');
const pages = Object.fromEntries([404, 500].map((status) => [status, ejs.compile(readFileSync(join(views, `${status}.ejs`), 'utf8'), { client: false })]));

/** The code that users write themselves where handlers return a Response: which parts of an error are sent for a status, in one of two formats. */
export function answerByHand(request, { status, message = '', issues, error }) {
  const title = TITLES[status];
  const reference = randomUUID();
  if (status >= 500) {
    const { pathname: path } = new URL(request.url);
    logger.error({ err: error, reference, status, method: request.method, path }, error.message);
  }
  const wantsPage = request.headers.get('accept')?.includes('text/html') && pages[status] !== undefined;
  if (wantsPage) return [pages[status]({ status, title, message, reference, errors: [] }), 'text/html; charset=utf-8'];
  return [JSON.stringify({ title, status, ...(message && { detail: message }), reference, ...(issues && { errors: issues }) }), 'application/json'];
}
