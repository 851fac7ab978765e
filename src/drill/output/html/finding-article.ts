import { escapeHtml } from '../../../core/formats/escape-html.ts';
import { visible } from '../../../core/formats/safe-words.ts';
import { block } from '../../../development/page/html.ts';
import type { Played } from '../../model/answer.ts';
import type { Finding } from '../../model/finding.ts';
import { guideOf } from '../code-guide.ts';
import { counted, placeText } from '../finding-facts.ts';

const MAX_FURTHER = 20;

/** What the filter knows of a finding: its code, and all responses and clients that show it. */
export interface FindingMarks {
  readonly code: string;
  readonly responses: readonly string[];
  readonly clients: readonly string[];
}

/** The words by which the filter finds a finding. */
export function marksOf({ code, response, client, exercises }: Finding, byId: ReadonlyMap<number, Played>): FindingMarks {
  const shown = exercises.flatMap((id) => byId.get(id)?.exercise ?? []);
  const named = (parts: readonly (string | undefined)[]): readonly string[] =>
    [...new Set(parts.filter((part) => part !== undefined && part !== ''))] as string[];
  return {
    code,
    responses: named([response, ...shown.map(({ expected }) => expected.response)]),
    clients: named([client, ...shown.map((one) => one.client)]),
  };
}

/** One finding beside its answer. `answer` is HTML of this report. */
export function findingArticle(finding: Finding, number: number, marks: FindingMarks, answer: string, byId: ReadonlyMap<number, Played>): string {
  const { code, severity, message, todo, excerpt } = finding;
  const id = `finding-${number}`;
  const [mark, word] = severity === 'error' ? ['✗', 'Error'] : ['!', 'Warning'];
  return (
    `<article class="finding ${severity === 'error' ? 'error' : 'warning'}" id="${id}" aria-labelledby="${id}-title" data-code="${text(code)}" data-responses="${list(marks.responses)}" data-clients="${list(marks.clients)}">` +
    `<div class="what"><p class="marks"><span class="badge"><span aria-hidden="true">${mark}</span> ${word}</span> <code>${text(code)}</code> <a class="number" href="#${id}" aria-label="Link to finding ${number}">#${number}</a></p>` +
    `<h3 id="${id}-title">${withCode(text(message, 1_000))}</h3>${facts(finding)}` +
    `${excerpt === undefined || excerpt.trim() === '' ? '' : block(visible(excerpt.slice(0, 1_000).toWellFormed()), `Excerpt of finding ${number}`, { kind: 'excerpt' })}` +
    `<p class="todo"><b>What to do</b> ${withCode(text(todo, 1_000))}</p><p class="why">${escapeHtml(guideOf(code).why)}</p>${furtherList(finding, byId)}</div>` +
    `<div class="answer">${answer}</div></article>`
  );
}

/** Names between backticks as code. `html`: a text that is escaped already. */
function withCode(html: string): string {
  const parts = html.split('`');
  // A last backtick without a partner stays as it is.
  return parts.map((part, at) => (at % 2 === 0 ? part : at === parts.length - 1 ? `\`${part}` : `<code>${part}</code>`)).join('');
}

function facts({ place, response, situation, client }: Finding): string {
  const pairs = [
    ['Place', place && `<code class="place">${text(placeText(place), 500)}</code>`],
    ['Response', response && `<code>${text(response)}</code>`],
    ['Situation', situation && text(situation)],
    ['Client', client && text(client)],
  ].filter(([, value]) => value);
  return pairs.length === 0 ? '' : `<dl>${pairs.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>`;
}

/** The other answers that show the same fault. */
function furtherList({ exercises }: Finding, byId: ReadonlyMap<number, Played>): string {
  const further = exercises.slice(1);
  if (further.length === 0) return '';
  const items = further.slice(0, MAX_FURTHER).flatMap((id) => {
    const exercise = byId.get(id)?.exercise;
    if (exercise === undefined) return [];
    const { expected, situation, client, language } = exercise;
    return [`<li>${text([expected.response, situation, client, language].filter((part) => part !== undefined && part !== '').join(' · '))}</li>`];
  });
  const rest = further.length > MAX_FURTHER ? `<li>and ${(further.length - MAX_FURTHER).toLocaleString('en')} more</li>` : '';
  return `<details><summary>${counted(further.length, 'further answer')} with the same fault</summary><ul>${items.join('')}${rest}</ul></details>`;
}

/** Names in one attribute. JSON, because a name may have a space. */
function list(names: readonly string[]): string {
  return escapeHtml(JSON.stringify(names.slice(0, 200).map((name) => visible(name.slice(0, 300).toWellFormed()))));
}

function text(value: string, most = 300): string {
  return escapeHtml(visible(value.slice(0, most).toWellFormed()) + (value.length > most ? ' …' : ''));
}
