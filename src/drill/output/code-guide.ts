import type { FindingCode } from '../model/finding.ts';

/** What a finding of a code means, for people who see the code for the first time. */
export interface CodeGuide {
  /** A title without a full stop, at most 60 characters. */
  readonly title: string;
  /** Why it matters, in one or two sentences. */
  readonly why: string;
  /** How serious it is for the security of the app, from 0 to 10, as GitHub reads it. `undefined`: it is no question of security. */
  readonly security?: number;
}

/** Each code with its guide, the most important first. */
export const CODE_GUIDE: Readonly<Record<FindingCode, CodeGuide>> = {
  leak: {
    title: 'An answer shows what only the app may know',
    why: 'The drill puts a secret value into messages, stacks, cookies and other places. A client received one of these values.',
    security: 7.5,
  },
  'leak-in-log': {
    title: 'A log record has a secret of the client or of the app',
    why: 'Many people and services read a log. Passwords, cookies and tokens must not be in it.',
    security: 5.5,
  },
  crash: {
    title: 'The process of the app ended',
    why: 'If one request ends the process, every other request on that server fails too.',
    security: 5.3,
  },
  'not-mounted': {
    title: 'Halyard does not answer in this app',
    why: 'The drill found no Halyard in the app, so another handler answers its failures.',
  },
  'no-answer': {
    title: 'A client got no answer',
    why: 'The client waits until its own limit, and then shows an error that does not name the app.',
  },
  'cut-answer': {
    title: 'An answer ended too early',
    why: 'The client received a part of a body and cannot use it.',
  },
  'view-fails': {
    title: 'A view cannot be rendered',
    why: 'Halyard sends its built-in page instead, so your visitors do not see your page.',
  },
  'view-too-late': {
    title: 'A view takes too long',
    why: 'Halyard stops waiting and sends its built-in page, so your visitors do not see your page.',
  },
  'override-fails': {
    title: "The app's own response fails",
    why: 'Halyard continues with the built-in response, so your own code has no effect.',
  },
  'override-too-late': {
    title: "The app's own response takes too long",
    why: 'Halyard stops waiting and continues with the built-in response.',
  },
  status: {
    title: 'The status is not the status of the response',
    why: 'Clients, caches, search engines and monitors act on the status, not on the text.',
  },
  type: {
    title: 'The media type is not what the client asked for',
    why: 'A program that asked for JSON cannot read a page, and a browser shows JSON as raw text.',
  },
  body: {
    title: 'The body is not valid',
    why: 'A client that reads the body by its media type fails, or reads something else.',
  },
  header: {
    title: 'A header field is missing or wrong',
    why: 'Caches, browsers and clients depend on the header fields that each answer promises.',
  },
  'not-logged': {
    title: 'A failure is not in the log',
    why: 'A failure without a log record is one that nobody can find.',
  },
  'logged-twice': {
    title: 'A failure is logged more than once',
    why: 'Every alert and every count of failures is wrong by the number of further records.',
  },
  'no-reference': {
    title: 'An answer has no reference, or not that of its log record',
    why: 'A visitor who reports the failure cannot say which log record belongs to it.',
  },
  structure: {
    title: 'The HTML of a page has a wrong structure',
    why: 'Browsers, screen readers and search engines need a title, a language, one main heading and valid elements.',
  },
  accessibility: {
    title: 'A page is not accessible',
    why: 'Some visitors cannot read or use the page.',
  },
  language: {
    title: 'A page is in the wrong language',
    why: 'The visitor asked for another language of the app, or the page names a language that it does not have.',
  },
  'broken-link': {
    title: 'A link or a file of a page does not exist',
    why: 'The visitor is on an error page already, and the link leads to the next one.',
  },
  'outside-request': {
    title: 'A page loads a file from another server',
    why: 'An error page must work when other servers do not, and the other server learns of each failure of a visitor.',
  },
  'too-large': {
    title: 'An answer is too large',
    why: 'A server that fails often sends this answer often, at a time when it has the least room for it.',
  },
};

const ORDER = Object.keys(CODE_GUIDE);

/** The guide of a code. A code that a later release added has its name as the title. */
export function guideOf(code: string): CodeGuide {
  return Object.hasOwn(CODE_GUIDE, code) ? CODE_GUIDE[code as FindingCode] : { title: code, why: 'See docs/drill.md.' };
}

/** The place of a code in the order of importance. Other codes come last. */
export function rankOf(code: string): number {
  const at = ORDER.indexOf(code);
  return at === -1 ? ORDER.length : at;
}
