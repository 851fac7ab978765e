import type { Format } from '../../src/core/formats/format.ts';
import { Occurrence } from '../../src/core/pipeline/occurrence.ts';
import type { Environment } from '../../src/core/ports/environment.ts';
import type { Representation } from '../../src/core/ports/representation.ts';
import type { IncomingRequest } from '../../src/core/ports/request.ts';
import type { Outcome } from '../../src/core/responses/outcome.ts';
import type { Options } from '../../src/core/settings/options.ts';
import { settingsOf, withSupport } from '../../src/core/settings/settings.ts';

const log = (): void => {};
const environment: Environment = {
  mode: 'production',
  modeReason: '',
  now: () => performance.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
  logger: { error: log, warn: log, info: log, debug: log },
};
const RECOVERED = { typed: [], tooLong: [], back: '/signup', restores: false, headers: { 'set-cookie': ['halyard.a=b'] } };

/** The outcome of an invalid form, and a view of the app with this name and body. */
export const INVALID = { name: 'badRequest', status: 400, title: 'Bad Request', expose: true, issues: [{ message: 'Not an address', path: ['email'] }] };
export const own = (view: string, body: string): Options => ({ views: { render: (name) => (name === view ? body : undefined) } });

/** Returns the function that answers a front end which asks for a part of a page. Without an outcome it is a 500, without a method a form. */
export function answersFor(format: Format, sent: Readonly<Record<string, string>>) {
  return async (outcome: Partial<Outcome>, fields: Readonly<Record<string, string>> = {}, method = 'POST', options: Options = {}): Promise<Representation> => {
    const forms = {
      formats: () => [format],
      recover: () => (method === 'GET' ? undefined : RECOVERED),
      locals: () => ({}),
      sections: () => ({ linkBack: '<a href="/signup">Back</a>', typed: '<dl></dl>' }),
    };
    const settings = withSupport(settingsOf(options, environment), { forms, mapLibraryValue: undefined });
    const all: Readonly<Record<string, string>> = { ...sent, ...fields };
    const request = { method, url: '/bookings', header: (name: string) => all[name], replyHeader: () => undefined } as unknown as IncomingRequest;
    const whole: Outcome = { name: 'serverError', status: 500, title: 'Internal Server Error', expose: false, ...outcome };
    return new Occurrence(settings, request, whole, '7K3M-Q9TX').represent();
  };
}
