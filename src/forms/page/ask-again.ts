import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { Withheld } from '../flash/flash-note.ts';
import { idOf } from './field-ids.ts';

/** Options of `form.askAgain`. */
export interface AskAgainOptions {
  /** A prefix for every id, as in the other helpers. */
  readonly idPrefix?: string;
  /** The labels of fields by name: `{ password: 'Your password' }`. Default: made from the name. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The text before fields with a secret. Default: `Please enter again:`. */
  readonly fields?: string;
  /** The text before fields with a file. Default: `Please choose your file again:`. */
  readonly files?: string;
}

/** Returns the HTML that names the fields whose values are not given back, with a link to each, or `''` if there are none. */
export function askAgainHtml(withheld: Withheld | undefined, options: AskAgainOptions = {}): string {
  if (withheld === undefined) return '';
  const { fields = 'Please enter again:', files = 'Please choose your file again:', labels = {}, ...others } = options;
  const linked = (name: string): string => {
    const label = Object.hasOwn(labels, name) ? String(labels[name]) : labelOf(name);
    return `<a href="#${escapeHtml(encodeURIComponent(idOf(name, others)))}">${escapeHtml(label)}</a>`;
  };
  return paragraph(fields, withheld.fields, linked) + paragraph(files, withheld.files, linked);
}

/** Returns the sentences of a page without the form's fields: the names, and no links. */
export function namesToAskAgain(withheld: Withheld | undefined): string {
  if (withheld === undefined) return '';
  const strong = (name: string): string => `<strong>${escapeHtml(labelOf(name))}</strong>`;
  return (
    paragraph('Not shown here, and not filled in again, because it looks like a secret:', withheld.fields, strong) +
    paragraph('Please choose your file again:', withheld.files, strong)
  );
}

function paragraph(text: string, names: readonly string[], written: (name: string) => string): string {
  return names.length === 0 ? '' : `<p class="ask-again">${escapeHtml(text)} ${names.map(written).join(', ')}</p>`;
}

/** Returns a label from a name: `newPassword` is `New password`. */
function labelOf(name: string): string {
  const words = name
    .replace(/\p{Ll}(?=\p{Lu})/gu, '$& ')
    .replace(/[\s._\-[\]]+/g, ' ')
    .trim()
    .toLowerCase();
  return words === '' ? name : `${words[0]?.toUpperCase()}${words.slice(1)}`;
}
