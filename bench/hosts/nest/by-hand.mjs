import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Catch, HttpException } from '@nestjs/common';
import { logger } from '../../servers/logger.mjs';
import { serve } from '../../servers/serve.mjs';
import { nestServer } from './app.mjs';
import { handlers } from './handlers.mjs';

const TITLES = { 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found', 500: 'Internal Server Error' };

/** The code that users of Nest write themselves: a filter that catches everything, with a page for browsers. */
class EverythingFilter {
  catch(exception, host) {
    const http = host.switchToHttp();
    const [req, res] = [http.getRequest(), http.getResponse()];
    const known = exception instanceof HttpException;
    const status = known ? exception.getStatus() : 500;
    const title = TITLES[status];
    const reference = randomUUID();
    if (status >= 500) logger.error({ err: exception, reference, status, method: req.method, path: req.path }, exception.message);
    const { errors } = known ? exception.getResponse() : {};
    const message = known && status !== 404 ? exception.message : '';
    res.status(status);
    res.format({
      html: () => res.render(String(status), { status, title, message, reference, errors: [] }),
      json: () => res.json({ title, status, ...(message && { detail: message }), reference, ...(errors && { errors }) }),
      default: () => res.type('text').send(`${status} ${title}`),
    });
  }
}
Catch()(EverythingFilter);

serve(() =>
  nestServer({
    handlers,
    filter: new EverythingFilter(),
    prepare: (app) => app.setBaseViewsDir(join(import.meta.dirname, '../../views')).setViewEngine('ejs'),
  }),
);
