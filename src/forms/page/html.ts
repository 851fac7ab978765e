import { escapeHtml } from '../../core/formats/escape-html.ts';

/** Attributes of an element by name. `true` is an attribute without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

const NAME = /^[A-Za-z_:@][\w:.@-]{0,63}$/;

/** Returns the attributes as escaped HTML, each with a space before it. `false`, `null` and `undefined` are left out. */
export function attributesHtml(attributes: Attributes): string {
  let html = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false || !NAME.test(name)) continue;
    html += value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
  }
  return html;
}
