import { escapeHtml } from '../../core/formats/escape-html.ts';
import { type Attributes, attributesHtml } from './html.ts';

/** Options of `form.submit`. */
export interface SubmitOptions {
  /** The text of the button while the form is sent. */
  readonly busy?: string;
  /** Further attributes of the button. */
  readonly attributes?: Attributes;
}

/** Returns a button that sends the form, with its text for the time in which the form is sent. */
export function submitButton(text: string, { busy, attributes }: SubmitOptions = {}): string {
  return `<button${attributesHtml({ type: 'submit', 'data-busy': busy, ...attributes })}>${escapeHtml(text)}</button>`;
}

/** Returns a hidden field. */
export function hiddenField(name: string, value: string): string {
  return `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;
}
