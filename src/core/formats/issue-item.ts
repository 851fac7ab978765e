import type { Issue } from '../values/issue.ts';
import { escapeHtml } from './escape-html.ts';

/** One issue as an item of an HTML list: its field and its message. */
export function issueItem({ message, path }: Issue): string {
  const field = path.length === 0 ? '' : `<strong>${escapeHtml(path.map(String).join('.'))}</strong>: `;
  return `<li>${field}${escapeHtml(message)}</li>`;
}
