import type { Format } from '../../core/formats/format.ts';
import { TURBO_STREAM, wantsTurboStream } from '../request/front-end.ts';
import { fragmentView } from './fragment-view.ts';

/**
 * The format for errors as changes to the page that Turbo has open, if the app has a view for it: `views/turbo-streams/400.*`, then `turbo-streams/4xx.*`.
 * Without a view Turbo gets the browser's answer: a form's redirect, else the page. In development, the page of an error comes first.
 */
export const turboStream: Format = {
  name: 'turbo-stream',
  mediaType: TURBO_STREAM,
  async render(outcome, context) {
    if (outcome.dataIsBody || outcome.status < 400 || !wantsTurboStream(context.request)) return undefined;
    const { own: body } = await fragmentView('turbo-streams', outcome, context);
    if (body === undefined) return undefined;
    return { body, contentType: `${TURBO_STREAM}; charset=utf-8`, value: body, active: true };
  },
};
