import type { Issue } from '../values/issue.ts';
import { escapeHtml } from './escape-html.ts';

/** One issue in a list of HTML: the field it is about, and what is wrong. */
export function issueItem({ message, path }: Issue): string {
  const field = path.length === 0 ? '' : `<strong>${escapeHtml(path.map(String).join('.'))}</strong>: `;
  return `<li>${field}${escapeHtml(message)}</li>`;
}
