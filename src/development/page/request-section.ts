import { escapeHtml } from '../../core/formats/escape-html.ts';
import type { Pair, ReportedRequest } from '../report/report.ts';
import { Allowance, escapedWithin } from './allowance.ts';
import { block, leftOut } from './html.ts';

/** The request: what it asked for, and what came with it. */
export function requestSection(request: ReportedRequest): string {
  const { method, url, httpVersion, transport, origin, route, negotiation, headers, query, cookies, body, context } = request;
  const protocol = transport === 'socket' ? 'over a socket' : `HTTP/${httpVersion}`;
  const allowance = new Allowance(20_480);
  const facts = [
    ['Address', `<code>${escapedWithin(`${method} ${origin ?? ''}${url}`, 3_072).html}</code> ${escapeHtml(protocol)}`],
    ['Route', route === undefined ? '' : `<code>${escapeHtml(route)}</code>`],
    ['Format', escapedWithin(negotiation, 2_048).html],
  ].filter(([, value]) => value !== '');
  const parts = [
    pairsTable('Query', query, allowance),
    body === undefined ? '' : `<h3>Body</h3>${block(body, 'Body of the request', { bytes: 12_288 })}`,
    pairsTable('Context of the log record', context, allowance),
    pairsTable('Cookies', cookies, allowance),
    pairsTable('Header fields', headers, allowance),
  ];
  return `<section aria-labelledby="request"><h2 id="request">Request</h2><dl class="facts">${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>${parts.join('')}</section>`;
}

/** Names and values as a table. Empty without any. */
function pairsTable(title: string, pairs: readonly Pair[], allowance: Allowance): string {
  if (pairs.length === 0) return '';
  const { html, omitted } = allowance.fitting(
    pairs,
    ([name, value]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th><td>${value === '[masked]' ? '<span class="masked">[masked]</span>' : escapeHtml(value)}</td></tr>`,
  );
  return `<h3>${title}</h3>${html === '' ? '' : `<table class="pairs"><caption class="sr">${title}</caption><tbody>${html}</tbody></table>`}${leftOut(omitted, 'entry').replace('entrys', 'entries')}`;
}
