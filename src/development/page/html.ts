import { escapeHtml } from '../../core/formats/escape-html.ts';
import { escapedWithin } from './allowance.ts';

/** The bytes of one block, such as a body or a message. */
const BLOCK = 24_576;

/** A number with its noun: `1 frame`, `2,048 frames`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** A whole number with commas. `toLocaleString` loads the data of ICU, which takes longer than all the rest of a first page. */
function grouped(count: number): string {
  const digits = String(count);
  const first = digits.length % 3 || 3;
  const groups = [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join(',');
}

/** A sentence about what is not shown. Empty if nothing is left out. */
export function leftOut(count: number, noun: string): string {
  return count === 0 ? '' : `<p class="more">${counted(count, `further ${noun}`)} left out.</p>`;
}

/** A block of text that scrolls by itself. The keyboard can reach it. */
export function block(text: string, label: string, { id = '', bytes = BLOCK, kind = '' } = {}): string {
  const { html, omitted } = escapedWithin(text, bytes);
  // The parser drops the first line break of a `pre`.
  const first = html.startsWith('\n') ? '\n' : '';
  return `<pre tabindex="0" role="group" aria-label="${escapeHtml(label)}"${attribute('id', id)}${attribute('class', kind)}>${first}${html}</pre>${leftOut(omitted, 'character')}`;
}

/** A button that copies the text of the element with this id. The script shows it. */
export function copyButton(text: string, id: string): string {
  return `<button type="button" data-copy="${escapeHtml(id)}" hidden>${escapeHtml(text)}</button>`;
}

/** An attribute. Empty without a value. */
export function attribute(name: string, value: string): string {
  return value === '' ? '' : ` ${name}="${escapeHtml(value)}"`;
}
