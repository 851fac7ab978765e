import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { disclose, type PublicOutcome } from '../../core/disclosure/disclose.ts';
import { responseForError } from '../../core/error-mapping/response-for-error.ts';
import { safeOutcome } from '../../core/responses/define-response.ts';
import type { Outcome } from '../../core/responses/outcome.ts';
import { responseTable } from '../../core/responses/response-table.ts';
import { mapLibraryValue } from '../map-library-value.ts';

const responses = responseTable();

function outcomeOf(error: unknown): Outcome {
  const { entry, args } = responseForError(error, { responses, rules: undefined, upstream: false, mapLibraryValue });
  return safeOutcome(entry.definition, args);
}

/** Returns what a client may see of the error in production. */
function inProduction(error: unknown): PublicOutcome {
  return disclose(outcomeOf(error), { revealed: false, errors: () => [], reference: undefined, now: () => 0 });
}

describe('an error of http-errors', () => {
  it.each([createError(404, 'No such berth'), new createError.NotFound('No such berth')])('keeps its status and its message: %o', (error) => {
    expect(outcomeOf(error)).toMatchObject({ name: 'notFound', status: 404, detail: 'No such berth', causes: [error] });
  });

  it('keeps a status that has no response of its own', () => {
    expect(outcomeOf(createError(418, 'short and stout'))).toMatchObject({ status: 418, detail: 'short and stout', expose: true });
    const plain = outcomeOf(createError(431));
    expect(plain).toMatchObject({ status: 431, title: 'Request Header Fields Too Large' });
    expect(plain.detail).toBeUndefined();
  });

  it('sends the length of the whole in a 416 for a missing range: send, @fastify/send', () => {
    const headers = { 'Content-Range': 'bytes */5000' };
    expect(outcomeOf(createError(416, { headers })).headers).toEqual({ 'content-range': 'bytes */5000' });
    expect(outcomeOf(createError(404, { headers })).headers).toEqual({});
  });

  it('keeps its status and loses its message if that comes from the file system and names a path', () => {
    const error = createError(404, Object.assign(new Error("ENOENT: no such file, stat '/srv/x'"), { syscall: 'stat' }));
    expect(outcomeOf(error)).toMatchObject({ name: 'notFound', status: 404, detail: undefined, causes: [error] });
  });

  it('has its status, and no detail, from 500 up', () => {
    expect(inProduction(createError(503, 'the database at 10.0.0.5'))).toMatchObject({ status: 503, title: 'Service Unavailable', detail: undefined });
  });

  it('has a detail from 500 up if the app exposes it', () => {
    expect(inProduction(createError(503, 'Closed until nine', { expose: true }))).toMatchObject({ status: 503, detail: 'Closed until nine' });
  });
});
