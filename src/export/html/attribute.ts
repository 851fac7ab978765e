import type { Edit } from './edits.ts';
import type { HtmlAttribute } from './parsed-html.ts';

/** Writes a value between double quotes, where only these two signs mean something (HTML §13.1.2.3). */
function escapeAttribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** The edit that gives an attribute another value. Its name stays as it is written. */
export function valueEdit({ name, from, to }: HtmlAttribute, value: string): Edit {
  return { from, to, text: `${name}="${escapeAttribute(value)}"` };
}

/** The edit that takes an attribute out. */
export function removal({ from, to }: { readonly from: number; readonly to: number }): Edit {
  return { from, to, text: '' };
}
