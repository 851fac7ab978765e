import { createHmac, randomFillSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formSettings } from '../request/form-settings.ts';
import { ErrorForm } from './error-form.ts';
import type { Form } from './form.ts';

const settings = formSettings(
  { flash: false },
  {
    mode: 'production',
    random: (bytes) => randomFillSync(bytes),
    hmac: (secret) => (text) => createHmac('sha256', secret).update(text).digest('base64url'),
    log: () => {},
  },
);

describe('ErrorForm', () => {
  const error = { message: 'Enter your name.', field: 'name', pointer: '/name', code: '', stack: [] };
  const formOf = (...args: ConstructorParameters<typeof ErrorForm> extends [unknown, ...infer Rest] ? Rest : never): Form =>
    new ErrorForm(settings, ...args).locals['form'] as Form;

  it('has the errors and the submitted values, in any bag', () => {
    const form = formOf([error], { typed: [{ name: 'boat', value: 'Petrel' }], back: '/signup', tooLong: [], restores: false, headers: undefined });
    expect([form.errors.first('name'), form.bag('tides').errors.first('name'), form.old('boat')]).toEqual(['Enter your name.', 'Enter your name.', 'Petrel']);
  });

  it('sends its own form back to the page of the first form', () => {
    const [, value] = /value="([^"]+)"/.exec(formOf([], { typed: [], back: '/signup', tooLong: [], restores: false, headers: undefined }).returnField()) ?? [];
    expect(settings.returns.read(value)).toBe('/signup');
  });

  it('exists and is empty on a page without a form', () => {
    const form = formOf([], undefined);
    expect([form.errors.length, form.old('boat', 'Curlew'), form.flash('info'), form.flash('info', 'lost'), form.returnField(), form.read()]).toEqual([
      0,
      'Curlew',
      [],
      [],
      '',
      null,
    ]);
  });
});
