import { describe, expect, it } from 'vitest';
import { Occurrence } from '../../core/pipeline/occurrence.ts';
import type { Environment } from '../../core/ports/environment.ts';
import type { Representation } from '../../core/ports/representation.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Outcome } from '../../core/responses/outcome.ts';
import { settingsOf, withSupport } from '../../core/settings/settings.ts';
import { turboStream } from './turbo-stream-format.ts';

const TURBO_FORM = 'text/vnd.turbo-stream.html, text/html, application/xhtml+xml';
const quiet = (): void => undefined;
const environment: Environment = {
  mode: 'production',
  modeReason: '',
  now: () => performance.now(),
  random: (bytes) => crypto.getRandomValues(bytes),
  logger: { error: quiet, warn: quiet, info: quiet, debug: quiet },
};

async function answer(accept: string, pages: Readonly<Record<string, string>>, outcome: Partial<Outcome> = {}): Promise<Representation> {
  const forms = {
    formats: () => [turboStream],
    recover: () => undefined,
    locals: () => ({}),
    sections: () => ({ linkBack: '', typed: '' }),
  };
  const settings = withSupport(settingsOf({ views: { render: (view) => pages[view] } }, environment), { forms, mapLibraryValue: undefined });
  const request = { method: 'POST', url: '/', header: (name: string) => (name === 'accept' ? accept : undefined), replyHeader: () => undefined };
  const whole: Outcome = { name: 'badRequest', status: 400, title: 'Bad Request', expose: true, ...outcome };
  return new Occurrence(settings, request as unknown as IncomingRequest, whole).represent();
}

describe('an error for a form of Turbo', () => {
  it.each(['turbo-streams/400', 'turbo-streams/4xx'])("is the app's stream %s, if there is one", async (view) => {
    const stream = '<turbo-stream action="update" target="errors"></turbo-stream>';
    const { body, headers, status } = await answer(TURBO_FORM, { [view]: stream, '400': 'a page' });
    expect([body, status, headers['content-type']]).toEqual([stream, 400, 'text/vnd.turbo-stream.html; charset=utf-8']);
    expect(headers['vary']).toMatch(/\bAccept\b/);
  });

  it('is the browser’s answer, if there is none', async () => {
    expect((await answer(TURBO_FORM, {})).headers['content-type']).toBe('text/html; charset=utf-8');
    expect((await answer(TURBO_FORM, { '400': 'a page' })).body).toBe('a page');
  });

  it('is not a stream for a client that does not accept one, nor for a success', async () => {
    expect((await answer('text/html', { 'turbo-streams/4xx': 'stream' })).body).toMatch(/^<!doctype html>/);
    expect((await answer(TURBO_FORM, { 'turbo-streams/2xx': 'stream' }, { status: 200, dataIsBody: true, data: [1] })).body).toBe('[1]');
  });
});
