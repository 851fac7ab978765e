import { escapeMarkdown, fenced } from '../../core/formats/markdown.ts';
import { visible } from '../../core/formats/safe-words.ts';
import { boundedText } from '../../core/values/bounded-text.ts';
import type { DevelopmentReport, Pair } from '../report/report.ts';
import { oneLine } from './lines-of-error.ts';
import { problemOf } from './production-problem.ts';

const MAX_BODY = 8_192;

/** The request: the first line, the header fields and the body as they came, masked, and what the server knows about it. */
export function requestInMarkdown({ request, response, handled, log }: DevelopmentReport): string {
  const { method, url, httpVersion, transport, headers, query, cookies, body, context, route, negotiation, duration, requestId, traceId } = request;
  const target = transport === 'socket' ? `${method} ${url} (a message over a socket)` : `${method} ${url} HTTP/${httpVersion}`;
  const message = [oneLine(target, 4_096), ...fields(headers), ...(body === undefined ? [] : ['', visible(boundedText(body, MAX_BODY))])];
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Route', route],
    ['Query', listed(query)],
    ['Cookies', listed(cookies)],
    ['Context', listed(context)],
    ['Negotiation', negotiation || undefined],
    ['Request id', requestId],
    ['Trace id', traceId],
    ['Response', handled === undefined ? response : `${response}, ${handled ? 'which was called' : 'for a thrown error'}`],
    ['Logged as', log?.level],
  ];
  const lines = facts.flatMap(([name, value]) => (value === undefined ? [] : [`- ${name}: ${escapeMarkdown(boundedText(value, 2_048))}`]));
  // A number needs no escape.
  if (duration !== undefined) lines.push(`- Duration: ${duration} ms`);
  return ['## Request', fenced(message.join('\n'), 'http'), lines.join('\n')].join('\n\n');
}

function fields(headers: readonly Pair[]): readonly string[] {
  return headers.map(([name, value]) => `${oneLine(name)}: ${oneLine(value, 1_024)}`);
}

function listed(pairs: readonly Pair[]): string | undefined {
  return pairs.length === 0 ? undefined : pairs.map(([name, value]) => `${name}=${value}`).join('; ');
}

/** What production sends to a program: the problem document. */
export function productionInMarkdown(report: DevelopmentReport): readonly string[] {
  const problem = problemOf(report);
  if (problem === undefined) return [];
  return [
    `## What production sends\n\n${problem.status} ${escapeMarkdown(problem.contentType)}\n\n${fenced(visible(boundedText(problem.body, MAX_BODY)), 'json')}`,
  ];
}
