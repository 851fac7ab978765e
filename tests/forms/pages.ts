import type { Form } from '../../src/forms/page/form.ts';

const labelled = (form: Form, name: string, text: string, control: string): string =>
  `<p><label for="${form.id(name)}">${text}</label></p>${form.error(name)}${control}`;
const post = (fields: string): string => `<form method="post" action="/signup">${fields}<button type="submit">Send</button></form>`;
/** Fields that every form has, so that each link of the summary leads somewhere. */
const others = (form: Form, ...without: readonly string[]): string =>
  [
    ['email', labelled(form, 'email', 'Email', `<input${form.attributes('email', { type: 'email' })}>`)],
    ['tags', labelled(form, 'tags[]', 'Tags', `<input${form.attributes('tags[]', { type: 'text' })}>`)],
    ['days', form.group('days[]', ['sat', 'sun'], { legend: 'Days', type: 'checkbox' })],
    ['note', labelled(form, 'note', 'Note', form.textarea('note'))],
    [
      'password',
      labelled(form, 'password', 'Password', `<input${form.attributes('password', { type: 'password', attributes: { autocomplete: 'new-password' } })}>`),
    ],
    ['photo', labelled(form, 'photo', 'Photo', `<input${form.attributes('photo', { type: 'file' })}>`)],
  ]
    .filter(([name]) => !without.includes(name as string))
    .map(([, html]) => html)
    .join('');
const page = (form: Form, fields: string, ...without: readonly string[]): string =>
  `${form.summary()}${form.askAgain()}${post(`${form.returnField()}${fields}${others(form, ...without)}`)}`;

/** Twelve kinds of forms. */
export const FORMS: Readonly<Record<string, (form: Form) => string>> = {
  'a form with text fields': (form) =>
    page(form, labelled(form, 'boat', 'Boat', `<input${form.attributes('boat', { type: 'text', describedBy: 'boat-tip' })}><p id="boat-tip">Its name</p>`)),
  'a form with radio buttons and hints': (form) =>
    page(
      form,
      form.group(
        'pay',
        [
          { value: 'card', label: 'Card', hint: 'Visa' },
          { value: 'cash', label: 'Cash', hint: 'At the pier' },
        ],
        { legend: 'Pay', hint: 'One' },
      ),
    ),
  'a form with checkboxes of one name': (form) =>
    page(form, form.group('days[]', { sat: 'Saturday', sun: 'Sunday' }, { legend: 'Days', type: 'checkbox', value: ['sat'] }), 'days'),
  'a form with radio buttons of its own': (form) =>
    page(
      form,
      `<fieldset><legend>Size</legend>${['s', 'm'].map((value) => `<input${form.attributes('size', { type: 'radio', value })}${form.checked('size', value)}><label for="${form.id('size', { value })}">${value}</label>`).join('')}</fieldset>`,
    ),
  'a form with selects': (form) =>
    page(
      form,
      labelled(
        form,
        'country',
        'Country',
        form.select('country', [{ label: 'North', choices: ['NO', { value: 'SE', label: 'Sweden' }] }, 'DE'], { placeholder: 'Choose' }),
      ) + labelled(form, 'crew', 'Crew', form.select('crew', ['Ann', 'Ben'], { multiple: true, value: ['Ben'] })),
    ),
  'a form with fields of one name': (form) =>
    page(
      form,
      [0, 1]
        .map(
          (index) =>
            `<label for="${form.id('tags[]', { index })}">Tag ${index}</label>${form.error('tags[]', { index })}<input${form.attributes('tags[]', { index, type: 'text' })}>`,
        )
        .join(''),
      'tags',
    ),
  'a form with errors of a list before its numbered fields': (form) =>
    page(
      form,
      `${form.error('tags')}${[0, 1].map((at) => labelled(form, `tags[${at}]`, 'Tag', `<input${form.attributes(`tags[${at}]`, { type: 'text' })}>`)).join('')}`,
      'tags',
    ),
  'a form with numbered fields before the errors of their list': (form) =>
    page(
      form,
      `${[0, 1].map((at) => labelled(form, `tags[${at}]`, 'Tag', `<input${form.attributes(`tags[${at}]`, { type: 'text' })}>`)).join('')}${form.error('tags')}`,
      'tags',
    ),
  'a form with numbered and nested fields': (form) =>
    page(
      form,
      ['user[emails][0]', 'user[emails][1]', 'crew[0][name]', 'a b', 'a.b', 'a-b', '2fa-code', 'error-summary', 'email-error']
        .map((name) => labelled(form, name, 'Field', `<input${form.attributes(name, { type: 'text' })}>`))
        .join(''),
    ),
  'two forms with fields of the same names': (form) => {
    const second = form.bag('second', { idPrefix: 'second-' });
    return page(form, '') + second.summary() + post(second.bagField() + others(second));
  },
  'a form with a long text and attributes': (form) =>
    page(
      form,
      `${labelled(form, 'note', 'Note', form.textarea('note', { attributes: { rows: 5, required: true }, describedBy: 'tip' }))}<p id="tip">Short</p>`,
      'note',
    ),
  'a form with one box': (form) =>
    page(
      form,
      `${form.error('terms')}<input${form.attributes('terms', { type: 'checkbox', value: 'yes' })}${form.checked('terms', 'yes')}><label for="${form.id('terms', { value: 'yes' })}">I agree</label>`,
    ),
};
