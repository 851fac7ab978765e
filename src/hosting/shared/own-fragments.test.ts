import { describe, expect, it } from 'vitest';
import { Occurrence } from '../../core/pipeline/occurrence.ts';
import type { Environment } from '../../core/ports/environment.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Outcome } from '../../core/responses/outcome.ts';
import type { Options } from '../../core/settings/options.ts';
import { settingsOf, withSupport } from '../../core/settings/settings.ts';
import { htmxFormat } from '../../forms/formats/htmx-format.ts';
import { turboStream } from '../../forms/formats/turbo-stream-format.ts';
import { choosePage } from './choose-page.ts';

const HTMX = { accept: 'text/html', 'hx-request': 'true', 'hx-request-type': 'partial' };
const TURBO = { accept: 'text/vnd.turbo-stream.html, text/html' };
const quiet = (): void => undefined;
const environment: Environment = {
  mode: 'development',
  modeReason: '',
  now: () => performance.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
  logger: { error: quiet, warn: quiet, info: quiet, debug: quiet },
  choosePage,
};

type Pages = Readonly<Record<string, string | (() => never)>>;

/** The body that a front end gets in development, from an app with these views. */
async function bodyFor(fields: Readonly<Record<string, string>>, outcome: Partial<Outcome>, pages: Pages, options: Options = {}): Promise<string> {
  const render = (view: string): string | undefined => {
    const page = pages[view];
    return typeof page === 'function' ? page() : page;
  };
  const forms = {
    formats: () => [htmxFormat(), turboStream],
    recover: () => undefined,
    locals: () => ({}),
    sections: () => ({ linkBack: '', typed: '' }),
  };
  const settings = withSupport(settingsOf({ views: { render }, disclose: true, ...options }, environment), { forms, mapLibraryValue: undefined });
  const request = { method: 'GET', url: '/orders', header: (name: string) => fields[name], replyHeader: () => undefined } as unknown as IncomingRequest;
  const whole: Outcome = { name: 'serverError', status: 500, title: 'Internal Server Error', expose: true, ...outcome };
  return String((await new Occurrence(settings, request, whole, '7K3M-Q9TX').represent()).body);
}

const FAILED = { causes: [new Error('the warehouse is down')] };
const MISSING = { name: 'notFound', status: 404, title: 'Not Found' };
const fail = (): never => {
  throw new Error('no such local');
};

describe("the app's own fragment in development", () => {
  it('does not hide the error of a 5xx from the developer', async () => {
    const body = await bodyFor(HTMX, FAILED, { 'fragments/500': '<p>Sorry</p>' });
    expect(body).toMatch(/data-halyard-error>.*<p>Everybody else gets your own fragment\.<\/p><pre[^>]*>.*the warehouse is down/s);
    expect(body).not.toMatch(/Sorry|halyard-page/);
  });

  it.each<[string, Partial<Outcome>, Pages, Options]>([
    ['the option developmentPage: false', FAILED, { 'fragments/500': '<p>own</p>' }, { developmentPage: false }],
    ["the option developmentPage: 'link'", FAILED, { 'fragments/5xx': '<p>own</p>' }, { developmentPage: 'link' }],
    ['a client that sees no errors', FAILED, { 'fragments/500': '<p>own</p>' }, { disclose: false }],
    ['a 5xx without an error', { status: 503 }, { 'fragments/503': '<p>own</p>' }, {}],
    ['a 4xx', { ...MISSING, ...FAILED }, { 'fragments/404': '<p>own</p>' }, {}],
  ])('is shown as it is for %s', async (_, outcome, pages, options) => {
    expect(await bodyFor(HTMX, outcome, pages, options)).toBe('<p>own</p>');
  });

  it('says why it failed, to a client that sees errors in full', async () => {
    expect(await bodyFor(HTMX, MISSING, { 'fragments/404': fail })).toMatch(/data-halyard-error>.*E_VIEW.*no such local/s);
    expect(await bodyFor(HTMX, MISSING, { 'fragments/404': fail }, { disclose: false })).not.toContain('no such local');
  });

  it('is the development page for Turbo, although there is a stream for a 5xx', async () => {
    const pages = { 'turbo-streams/500': 'stream', '500': '<p>Sorry</p>' };
    expect(await bodyFor(TURBO, FAILED, pages)).toMatch(/^<!doctype html>.*the warehouse is down/s);
    expect(await bodyFor(TURBO, FAILED, pages, { disclose: false })).toBe('stream');
  });
});
