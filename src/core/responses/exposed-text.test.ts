import createError from 'http-errors';
import { describe, expect, it } from 'vitest';
import { exposedText } from './exposed-text.ts';
import { notFound, serverError, serviceUnavailable } from './index.ts';

describe('exposedText', () => {
  it('is the message of a Halyard error that is for the client', () => {
    expect(exposedText(notFound('No such berth'))).toBe('No such berth');
    expect(exposedText(serviceUnavailable('Back at noon', { expose: true }))).toBe('Back at noon');
    expect(exposedText(serviceUnavailable('the database at 10.0.0.5 is down'))).toBeUndefined();
    expect(exposedText(serverError('the database at 10.0.0.5 is down'))).toBeUndefined();
  });

  it('is undefined for any other error', () => {
    expect(exposedText(createError(404, 'No such berth'))).toBeUndefined();
  });
});
