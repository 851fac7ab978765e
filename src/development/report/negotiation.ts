import type { Format } from '../../core/formats/format.ts';
import { negotiator } from '../../core/negotiation/negotiate.ts';
import type { IncomingRequest } from '../../core/ports/request.ts';
import type { Negotiated } from '../../hosting/shared/development-report.ts';
import { masked } from './masked.ts';

/** The header fields besides `Accept` that can decide. */
const OTHERS = ['sec-fetch-dest', 'x-requested-with', 'content-type'] as const;
const [DESTINATION, REQUESTED_WITH, CONTENT_TYPE] = OTHERS;

const LABELS: Readonly<Record<string, string>> = {
  html: 'HTML',
  problem: 'a problem document',
  json: 'JSON',
  text: 'plain text',
  markdown: 'Markdown',
  events: 'an event',
};

/**
 * Why the client gets this format, in one sentence. It asks the negotiation itself: without one of the header fields, or with one format only. So it
 * cannot say anything else than what the negotiation does.
 */
export function explainNegotiation(request: IncomingRequest, format: Pick<Format, 'name'>, { formats, preferred }: Negotiated): string {
  const negotiate = negotiator(formats);
  const chosen = negotiate(request, preferred);
  const [first] = chosen;
  const label = labelOf(format);
  if (first === undefined || first.name !== format.name) return fallback(chosen, format);
  if (preferred !== undefined && formats.some(({ name }) => name === preferred))
    return `${capital(label)}, because the call or the option format asks for ${JSON.stringify(preferred)}.`;

  const by = (without: readonly string[]): string | undefined => negotiate(withoutFields(request, without), undefined)[0]?.name;
  if (by(OTHERS) !== first.name) {
    if (by([DESTINATION]) !== first.name) return `${field(request, DESTINATION, 'Sec-Fetch-Dest')} → ${label}, because a browser opens a page.`;
    const program = [
      ...(isDecisive(request, REQUESTED_WITH, first.name, by) ? [field(request, REQUESTED_WITH, 'X-Requested-With')] : []),
      ...(isDecisive(request, CONTENT_TYPE, first.name, by) ? [field(request, CONTENT_TYPE, 'Content-Type')] : []),
    ].join(', ');
    return `${accepting(request)}, ${program} → ${label}, because a script sent the request, and it accepts HTML and JSON equally.`;
  }
  return `${accepting(request)} → ${label}, because ${byAccept(request, first, { formats, chosen: negotiate(withoutFields(request, OTHERS), undefined) })}.`;
}

interface Considered {
  readonly formats: readonly Format[];
  readonly chosen: readonly Format[];
}

/** The reason, if `Accept` or its absence decides. */
function byAccept(request: IncomingRequest, first: Format, { formats, chosen }: Considered): string {
  if (request.header('accept') === undefined) return "it is the server's first format";
  if (!accepts(request, first)) {
    if (chosen === formats) return "the client names none of the server's formats, and this is the first one";
    return "the client accepts none of the server's formats, and this is the first one that it does not refuse";
  }
  if (chosen.length === 1) return "it is the only one of the server's formats that the client accepts";
  // With the two in the other order, the second one comes first only if nothing in `Accept` decides.
  const second = chosen[1] as Format;
  const [other] = negotiator([second, first])(withoutFields(request, OTHERS), undefined);
  if (other === second) return `the client accepts it as much as ${labelOf(second)}, and the server prefers it`;
  return `the client prefers it to ${labelOf(second)}`;
}

/**
 * Does the client accept the format, by its type or a range? A negotiation of one format returns its list as it is, if the client accepts nothing in it.
 * The refusal of JSON is no answer about another format, so a type of the same length stands in its place.
 */
function accepts(request: IncomingRequest, format: Format): boolean {
  const own = [format];
  const accept = request.header('accept')?.replace(/application\/json/gi, format.mediaType.endsWith('json') ? '$&' : 'application/none') ?? '';
  return negotiator(own)({ ...asked(request), header: (name) => (name === 'accept' ? accept : undefined) }, undefined) !== own;
}

/** The sentence for a format that is not the first choice. */
function fallback(chosen: readonly Format[], format: Pick<Format, 'name'>): string {
  const at = chosen.findIndex(({ name }) => name === format.name);
  const before = (at === -1 ? chosen : chosen.slice(0, at)).map(labelOf).join(', ');
  if (before === '') return `${capital(labelOf(format))}, because the client refuses the other formats of the server.`;
  return `${capital(labelOf(format))}, because the client's first choice has no text for this response, or it failed: ${before}.`;
}

/** Does the field make the request one of a script? Either field alone is enough, so the other one is taken away. */
function isDecisive(request: IncomingRequest, name: string, first: string, by: (without: readonly string[]) => string | undefined): boolean {
  const others = OTHERS.filter((other) => other !== name);
  return request.header(name) !== undefined && by(others) === first;
}

function withoutFields(request: IncomingRequest, names: readonly string[]): IncomingRequest {
  return { ...asked(request), header: (name) => (names.includes(name) ? undefined : request.header(name)) };
}

/** Negotiation reads header fields only. */
function asked(request: IncomingRequest): IncomingRequest {
  const { transport, method, url } = request;
  return {
    transport,
    method,
    url,
    httpVersion: '1.1',
    remoteAddress: undefined,
    route: undefined,
    elapsed: undefined,
    native: undefined,
    header: () => undefined,
    replyHeader: () => undefined,
  };
}

function accepting(request: IncomingRequest): string {
  return request.header('accept') === undefined ? 'No Accept' : field(request, 'accept', 'Accept');
}

function field(request: IncomingRequest, name: string, shown: string): string {
  return `${shown} ${masked(request.header(name) ?? '', 256)}`;
}

function labelOf({ name }: Pick<Format, 'name'>): string {
  return LABELS[name] ?? name;
}

function capital(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
