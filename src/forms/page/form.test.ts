import { describe, expect, it } from 'vitest';
import type { ViewError } from '../../core/formats/locals.ts';
import type { OldInput, Withheld } from '../flash/flash-note.ts';
import { Form } from './form.ts';
import type { FormSource } from './form-source.ts';

const error = (field: string, message: string): ViewError => ({ field, message, pointer: '', code: '', stack: [] });
const typed = (old: OldInput): OldInput => Object.assign(Object.create(null), old);

/** A source with fixed content, which records the calls of the form. */
class FixedSource implements FormSource {
  shown = 0;
  next: [string, readonly string[]][] = [];
  readonly bags: Record<string, { errors: readonly ViewError[]; old: OldInput; withheld?: Withheld }>;
  readonly #messages: Record<string, readonly string[]>;

  constructor(bags: FixedSource['bags'] = {}, messages: Record<string, readonly string[]> = {}) {
    this.bags = bags;
    this.#messages = messages;
  }

  errors = (bag: string) => this.bags[bag]?.errors ?? [];
  old = (bag: string) => this.bags[bag]?.old ?? typed({});
  hasErrors = () => Object.values(this.bags).some(({ errors }) => errors.length > 0);
  withheld = (bag: string) => this.bags[bag]?.withheld;
  messages = () => this.#messages;
  read = () => (Object.keys(this.bags).length === 0 ? null : { errors: {}, old: {}, messages: this.#messages });
  show = () => {
    this.shown++;
  };
  returnValue = () => 'signed"value';
  onceValue = () => 'an id';
  keep = () => {};
  incomplete = () => false;
  keepMessages = (kind: string, texts: readonly string[]) => {
    this.next.push([kind, texts]);
  };
}

const failed = () =>
  new FixedSource({ '': { errors: [error('boat', 'Tell us its name.')], old: typed({ boat: 'P&trel', 'crew.0': 'Ann', days: ['sat', 'sun'] }) } });

describe('Form', () => {
  it('has the errors and the submitted values, by the names of the form', () => {
    const form = new Form(failed());
    expect([form.errors.first('boat'), form.errors.has('nights'), form.old('crew[0]'), form.old('days'), form.old('nights')]).toEqual([
      'Tell us its name.',
      false,
      'Ann',
      'sat',
      '',
    ]);
  });

  it('reads a list in place of a text up to the limit', () => {
    const source = new FixedSource();
    const texts = ['Saved'];
    texts[4_294_967_290] = 'for ever';
    new Form(source).flash('success', texts as never);
    expect(source.next[0]?.[1]).toHaveLength(1);
    expect(String(source.next[0]?.[1])).toMatch(/^Saved,/);
  });

  it('has the app’s stored value if none was submitted', () => {
    const form = new Form(new FixedSource());
    expect([form.old('boat', 'Curlew'), form.old('nights', 3), form.old('note', null), form.old('toString'), form.old('__proto__')]).toEqual([
      'Curlew',
      '3',
      '',
      '',
      '',
    ]);
    expect(new Form(failed()).old('boat', 'Curlew')).toBe('P&trel');
  });

  it('is empty without a flash, and its methods still work', () => {
    const source = new FixedSource();
    const form = new Form(source);
    expect([form.errors.length, form.errors.first(), form.flash('success'), form.read(), form.summary(), form.error('boat'), form.title('Sign up')]).toEqual([
      0,
      '',
      [],
      null,
      '',
      '',
      'Sign up',
    ]);
    expect(source.shown).toBe(0);
  });

  it.each<[string, (form: Form) => unknown]>([
    ['errors are asked', (form) => form.errors.first('boat')],
    ['errors are counted', (form) => form.errors.length],
    ['errors are listed', (form) => [...form.errors]],
    ['old input is asked for', (form) => form.old('boat')],
    ['a choice is asked for', (form) => form.checked('days', 'sat')],
    ['a helper is used', (form) => form.attributes('boat')],
    ['the title is made', (form) => form.title('Sign up')],
    ['everything is read', (form) => form.read()],
  ])('is used up when %s', (_, look) => {
    const source = failed();
    look(new Form(source));
    expect(source.shown).toBeGreaterThan(0);
  });

  it('is not used up when it is passed to a view, nor when a missing value is read', () => {
    const source = failed();
    const { errors, old, flash, form } = { ...new Form(source).locals } as { errors: unknown; old: unknown; flash: (kind: string) => unknown; form: Form };
    expect([typeof errors, typeof old, typeof flash, form instanceof Form]).toEqual(['object', 'function', 'function', true]);
    flash('success');
    form.bag('tides').errors.has();
    expect(source.shown).toBe(0);
  });

  it('has messages by kind, and keeps messages for the next page', () => {
    const source = new FixedSource({}, { success: ['Booked.'] });
    const form = new Form(source);
    expect([form.flash('success'), form.flash('info'), form.flash('toString'), source.shown]).toEqual([['Booked.'], [], [], 1]);
    expect(form.flash('info', 'One', 'Two')).toEqual([]);
    expect(source.next).toEqual([['info', ['One', 'Two']]]);
  });

  it('is one of several forms of a page, by its bag', () => {
    const source = new FixedSource({ tides: { errors: [error('email', 'Not an address.')], old: typed({ email: 'ann' }) } });
    const tides = new Form(source).bag('tides');
    expect([new Form(source).errors.length, tides.errors.first('email'), tides.old('email')]).toEqual([0, 'Not an address.', 'ann']);
    expect([tides.bagField(), new Form(source).bagField(), new Form(source).bagField('a"b')]).toEqual([
      '<input type="hidden" name="_bag" value="tides">',
      '',
      '<input type="hidden" name="_bag" value="a&quot;b">',
    ]);
  });

  it('writes HTML that contains the values only as text', () => {
    const form = new Form(failed());
    expect(form.attributes('boat')).toBe(' id="boat" name="boat" value="P&amp;trel" aria-invalid="true" aria-describedby="boat-error"');
    expect(form.returnField()).toBe('<input type="hidden" name="_return" value="signed&quot;value">');
    expect(form.title('Sign up')).toBe('Error: Sign up');
  });

  it('writes an id for the form, and a button with its text while the form is sent', () => {
    const form = new Form(new FixedSource());
    expect(form.onceField()).toBe('<input type="hidden" name="_once" value="an id">');
    expect(form.submit('Order <1>', { busy: 'Sending …' })).toBe('<button type="submit" data-busy="Sending …">Order &lt;1&gt;</button>');
  });

  it('restores choices, and never a password', () => {
    const form = new Form(failed());
    expect([form.checked('days', 'sat'), form.checked('days', 'mon'), form.checked('days', 'mon', true), form.selected('boat', 'P&trel')]).toEqual([
      ' checked',
      '',
      '',
      ' selected',
    ]);
    expect(new Form(new FixedSource()).checked('days', 'mon', true)).toBe(' checked');
    expect(form.attributes('boat', { type: 'password', value: 'x' })).not.toContain('value');
    expect(form.attributes('days', { type: 'checkbox', value: 'mon' })).toContain('value="mon"');
  });
});
