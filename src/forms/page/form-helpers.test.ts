import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ViewError } from '../../core/formats/locals.ts';
import { idOf } from './field-ids.ts';
import { FormErrors } from './form-errors.ts';
import { errorSummary, fieldAttributes, fieldError, showsOldValue, titlePrefix } from './form-helpers.ts';

const errorsOf = (...pairs: readonly (readonly [field: string, message: string])[]): FormErrors =>
  FormErrors.of(pairs.map(([field, message]): ViewError => ({ field, message, pointer: '', code: '', stack: [] })));

const none = errorsOf();
const wrong = errorsOf(['email', 'Enter an address like name@example.com.'], ['address.city', 'Enter a town.'], ['', 'The harbour is closed.']);

describe('errorSummary', () => {
  it('lists the errors, with a link to each field, and takes the focus without a script', () => {
    expect(errorSummary(wrong)).toBe(
      '<div class="error-summary" id="error-summary" role="group" aria-labelledby="error-summary-title" tabindex="-1" autofocus>' +
        '<h2 class="error-summary-title" id="error-summary-title">There is a problem</h2>' +
        '<ul class="error-summary-list">' +
        '<li><a href="#email">Enter an address like name@example.com.</a></li>' +
        '<li><a href="#address--city">Enter a town.</a></li>' +
        '<li>The harbour is closed.</li>' +
        '</ul></div>',
    );
  });

  it('is empty without errors', () => {
    expect(errorSummary(none)).toBe('');
  });

  it('has the app’s title, and takes no focus if the option is false', () => {
    const summary = errorSummary(wrong, { title: 'Das geht so nicht', autofocus: false });
    expect(summary).toContain('>Das geht so nicht</h2>');
    expect(summary).not.toContain('autofocus');
  });

  it('has ids of its own for the second form of a page', () => {
    const summary = errorSummary(wrong, { idPrefix: 'tides-' });
    expect(summary).toContain('id="tides-error-summary"');
    expect(summary).toContain('aria-labelledby="tides-error-summary-title"');
    expect(summary).toContain('href="#tides-email"');
  });
});

describe('fieldError', () => {
  it('shows the error of the field, with the text of the summary', () => {
    expect(fieldError(wrong, 'email')).toBe(
      '<p id="email-error" class="field-error"><span class="visually-hidden">Error:</span> Enter an address like name@example.com.</p>',
    );
  });

  it('shows all errors of the field', () => {
    expect(fieldError(errorsOf(['email', 'Too long.'], ['email', 'No @.']), 'email')).toContain('Too long.<br>No @.');
  });

  it('is empty for a valid field', () => {
    expect(fieldError(wrong, 'boat')).toBe('');
  });

  it('has the label, the id or the prefix of the app', () => {
    expect(fieldError(wrong, 'email', { label: 'Fehler:' })).toContain('>Fehler:</span>');
    expect(fieldError(wrong, 'email', { id: 'contact' })).toContain('id="contact-error"');
    expect(fieldError(wrong, 'email', { idPrefix: 'tides-' })).toContain('id="tides-email-error"');
  });
});

describe('fieldAttributes', () => {
  it('names the field, and adds nothing for a valid field', () => {
    expect(fieldAttributes(none, 'email')).toBe(' id="email" name="email"');
  });

  it('marks an invalid field, and refers to its error', () => {
    expect(fieldAttributes(wrong, 'email')).toBe(' id="email" name="email" aria-invalid="true" aria-describedby="email-error"');
  });

  it('keeps the hint, with the error after it', () => {
    expect(fieldAttributes(none, 'email', { describedBy: 'email-hint' })).toBe(' id="email" name="email" aria-describedby="email-hint"');
    expect(fieldAttributes(wrong, 'email', { describedBy: 'email-hint' })).toContain(' aria-describedby="email-hint email-error"');
  });

  it('has the value, an empty one too', () => {
    expect(fieldAttributes(wrong, 'email', { value: 'a"b' })).toContain(' value="a&quot;b"');
    expect(fieldAttributes(wrong, 'email', { value: '' })).toContain(' value=""');
  });

  it.each(['password', 'Password', 'file'])('never has a value for a field of type %s', (type) => {
    const attributes = fieldAttributes(wrong, 'pin', { type, value: '4711' });
    expect(attributes).toContain(` type="${type}"`);
    expect(attributes).not.toContain('4711');
  });

  it.each(['textarea', 'select'])('has neither type nor value for a %s element', (type) => {
    expect(fieldAttributes(none, 'note', { type, value: 'Ahoy' })).toBe(' id="note" name="note"');
  });

  it('refers to the ids that fieldError and errorSummary make for the same field', () => {
    const options = { idPrefix: 'tides-' };
    expect(fieldAttributes(wrong, 'address[city]', options)).toBe(
      ' id="tides-address--city" name="address[city]" aria-invalid="true" aria-describedby="tides-address--city-error"',
    );
    expect(fieldError(wrong, 'address[city]', options)).toContain('<p id="tides-address--city-error"');
    expect(errorSummary(wrong, options)).toContain('href="#tides-address--city"');
  });
});

describe('showsOldValue', () => {
  it.each([undefined, 'text', 'email', 'number', 'Search', 'date'])('is true for %s', (type) => {
    expect(showsOldValue(type)).toBe(true);
  });

  it.each(['password', 'PASSWORD', 'file', 'textarea', 'select', 'checkbox', 'radio', 'hidden'])('is false for %s', (type) => {
    expect(showsOldValue(type)).toBe(false);
  });
});

describe('titlePrefix', () => {
  it('is present if there are errors, and only then', () => {
    expect(titlePrefix(true)).toBe('Error: ');
    expect(titlePrefix(true, 'Fehler: ')).toBe('Fehler: ');
    expect(titlePrefix(false)).toBe('');
  });
});

describe('the helpers', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom('"', "'", '<', '>', '&', '`', '=', ' ', '/', '\n', '\0', '--', '[', ']', '.', '<script>', 'onfocus=', '</ul>', '&quot;', '\u2028', 'x'),
      )
      .map((pieces) => pieces.join('')),
  );
  /** One attribute as the helpers write it: its value stays inside the quotes. */
  const ATTRIBUTE = '(?: [a-z-]+="[^"<>]*"| autofocus)';
  const TEXT = '[^<>"\']*';

  it('keep every name, message and value inside its attribute or text', () => {
    const summary = new RegExp(
      `^<div${ATTRIBUTE}+><h2${ATTRIBUTE}+>${TEXT}</h2><ul${ATTRIBUTE}>(?:<li>(?:<a href="#[\\w.!~*();%-]*(?:&#39;[\\w.!~*();%-]*)*">${TEXT}</a>|${TEXT})</li>)+</ul></div>$`,
    );
    const error = new RegExp(`^<p${ATTRIBUTE}+><span${ATTRIBUTE}>${TEXT}</span> ${TEXT}(?:<br>${TEXT})*</p>$`);
    const attributes = new RegExp(`^${ATTRIBUTE}+$`);
    fc.assert(
      fc.property(nasty, nasty, nasty, nasty, (name, message, value, other) => {
        const errors = errorsOf([name, message], ['', message]);
        expect(errorSummary(errors, { title: other, idPrefix: value })).toMatch(summary);
        expect(fieldError(errors, name, { label: other, id: value })).toMatch(error);
        expect(fieldAttributes(errors, name, { value, describedBy: other, type: other, idPrefix: value })).toMatch(attributes);
      }),
      { numRuns: 500 },
    );
  });

  it('make ids without white space, so that a link can refer to them', () => {
    fc.assert(
      fc.property(nasty, (name) => {
        const id = idOf(name);
        expect(id).not.toMatch(/\s/);
        expect(decodeURIComponent(encodeURIComponent(id))).toBe(id);
      }),
    );
  });
});
