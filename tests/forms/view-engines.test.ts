import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ViewError } from '../../src/core/formats/locals.ts';
import { Form } from '../../src/forms/page/form.ts';
import type { FormSource } from '../../src/forms/page/form-source.ts';
import { FORMS } from './pages.ts';

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, wanted: { manifest: object }): string;
};
const manifest = JSON.parse(readFileSync(new URL('view-engines.json', import.meta.url), 'utf8')) as object;

/** A form that came back with two errors, a password and a file. */
function cameBack(): Form {
  const error = (field: string, message: string): ViewError => ({ field, message, pointer: '', code: '', stack: [] });
  const source: FormSource = {
    errors: (bag) =>
      bag === '' ? [error('email', 'No <address>.'), error('tags.1', 'No tag.'), error('days', 'Choose a day.'), error('note', 'Too short.')] : [],
    hasErrors: () => true,
    old: () => ({ email: 'a"nn', tags: ['sea', 'sky'], days: ['sun'], country: 'SE', note: '\nTwo lines', boat: 'Petrel' }),
    withheld: () => ({ fields: ['password'], files: ['photo'] }),
    messages: () => ({ success: ['Saved.'] }),
    read: () => null,
    show: () => undefined,
    keep: () => undefined,
    incomplete: () => false,
    returnValue: () => 'signed',
    onceValue: () => 'id',
    keepMessages: () => {
      throw new Error('a page that only reads kept a message');
    },
  };
  return new Form(source);
}

// biome-ignore lint/suspicious/noExplicitAny: the engines are installed separately, so their types are not there
type Loaded = any;
let load: (name: string) => Loaded;
beforeAll(() => {
  load = createRequire(`${ensureInstalled('view-engines', { manifest })}/package.json`);
}, 600_000);

/** What each engine has to write. */
const EXPECTED = [
  '<title>Error: Sign up</title>',
  '<a href="#email">No &lt;address&gt;.</a>',
  '<p id="email-error" class="field-error"><span class="visually-hidden">Error:</span> No &lt;address&gt;.</p>',
  'Please enter again: <a href="#password">Password</a>',
  'Please choose your file again: <a href="#photo">Photo</a>',
  '<option value="SE" selected>Sweden</option>',
  '<b>No &lt;address&gt;.</b>',
  '<i>Petrel</i>',
  '<em>Curlew</em>',
  '<p>Saved.</p>',
];

/** Each template writes the same page. The engine escapes texts, and the helpers escape their HTML. */
const ENGINES: Readonly<Record<string, (locals: Readonly<Record<string, unknown>>) => string>> = {
  Handlebars: (locals) =>
    load('handlebars').compile(
      '<title>{{form.title "Sign up"}}</title>{{{form.summary}}}{{{form.askAgain}}}{{#each (flash "success")}}<p>{{this}}</p>{{/each}}' +
        '{{{form.error "email"}}}<input{{{form.attributes "email" type="email"}}}>{{{form.select "country" countries}}}' +
        '<b>{{errors.first "email"}}</b><i>{{old "boat"}}</i><em>{{old "ship" "Curlew"}}</em>{{#if (errors.has "boat")}}wrong{{/if}}{{old "none"}}',
    )(locals),
  Nunjucks: (locals) =>
    new (load('nunjucks').Environment)(null, { autoescape: true }).renderString(
      '<title>{{ form.title("Sign up") }}</title>{{ form.summary() | safe }}{{ form.askAgain() | safe }}{% for text in flash("success") %}<p>{{ text }}</p>{% endfor %}' +
        '{{ form.error("email") | safe }}<input{{ form.attributes("email", { type: "email" }) | safe }}>{{ form.select("country", countries) | safe }}' +
        '<b>{{ errors.first("email") }}</b><i>{{ old("boat") }}</i><em>{{ old("ship", "Curlew") }}</em>{{ old("none") }}',
      locals,
    ),
  Eta: (locals) =>
    new (load('eta').Eta)({ autoEscape: true }).renderString(
      '<title><%= it.form.title("Sign up") %></title><%~ it.form.summary() %><%~ it.form.askAgain() %><% for (const text of it.flash("success")) { %><p><%= text %></p><% } %>' +
        '<%~ it.form.error("email") %><input<%~ it.form.attributes("email", { type: "email" }) %>><%~ it.form.select("country", it.countries) %>' +
        '<b><%= it.errors.first("email") %></b><i><%= it.old("boat") %></i><em><%= it.old("ship", "Curlew") %></em><%= it.old("none") %>',
      locals,
    ),
  Pug: (locals) =>
    load('pug').compile(
      [
        'title= form.title("Sign up")',
        '!= form.summary()',
        '!= form.askAgain()',
        'each text in flash("success")',
        '  p= text',
        '!= form.error("email")',
        '<input!{form.attributes("email", { type: "email" })}>',
        '!= form.select("country", countries)',
        'b= errors.first("email")',
        'i= old("boat")',
        'em= old("ship", "Curlew")',
      ].join('\n'),
    )(locals),
  JSX: ({ form, errors, old, flash, countries }: Loaded) => {
    const { h } = load('preact');
    const raw = (html: string): unknown => h('div', { dangerouslySetInnerHTML: { __html: html } });
    return load('preact-render-to-string').render(
      h('main', null, [
        h('title', null, form.title('Sign up')),
        raw(form.summary()),
        raw(form.askAgain()),
        ...flash('success').map((text: string) => h('p', null, text)),
        raw(form.error('email')),
        h('input', form.props('email', { type: 'email' })),
        raw(form.select('country', countries)),
        h('b', null, errors.first('email')),
        h('i', null, old('boat')),
        h('em', null, old('ship', 'Curlew')),
      ]),
    ) as string;
  },
};

describe.each(Object.entries(ENGINES))('the helpers in %s', (_, render) => {
  it('write the form, and call nothing but own properties', () => {
    const html = render({ ...cameBack().locals, countries: { NO: 'Norway', SE: 'Sweden' } })
      .replaceAll(/ selected(?:="")?/g, ' selected')
      .replaceAll('&gt;', '&gt;');
    for (const part of EXPECTED) expect(html.replaceAll('No &lt;address>.', 'No &lt;address&gt;.')).toContain(part);
    expect(html).toMatch(
      /<input(?=[^>]* id="email")(?=[^>]* name="email")(?=[^>]* type="email")(?=[^>]* value="a&quot;nn")[^>]* aria-describedby="email-error"/,
    );
    expect(html).not.toMatch(/\[object|undefined|function/);
  });
});

describe.each(Object.entries(FORMS))('%s', (_, page) => {
  it('has nothing that html-validate reports, and every link leads to one element', async () => {
    const { HtmlValidate } = load('html-validate');
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: { 'no-inline-style': 'off', 'void-style': 'off', 'no-trailing-whitespace': 'off' },
    });
    for (const form of [cameBack(), new Form({ ...empty })]) {
      const html = `<!DOCTYPE html>\n<html lang="en"><head><title>${form.title('Sign up')}</title></head><body><main><h1>Sign up</h1>${page(form)}</main></body></html>\n`;
      const { results } = (await validator.validateString(html)) as { results: { messages: { ruleId: string; message: string }[] }[] };
      expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([]);
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      for (const [, id = ''] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(decodeURIComponent(id));
    }
  });
});

const empty: FormSource = {
  errors: () => [],
  hasErrors: () => false,
  old: () => ({}),
  withheld: () => undefined,
  messages: () => ({}),
  read: () => null,
  show: () => undefined,
  keep: () => undefined,
  incomplete: () => false,
  returnValue: () => 'signed',
  onceValue: () => 'id',
  keepMessages: () => undefined,
};
