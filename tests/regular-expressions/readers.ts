import { escapeHtml } from '../../src/core/formats/escape-html.ts';
import { FORMATS as formats } from '../../src/core/formats/index.ts';
import { errorText } from '../../src/core/formats/report-text.ts';
import { negotiator } from '../../src/core/negotiation/negotiate.ts';
import type { IncomingRequest } from '../../src/core/ports/request.ts';
import { pathForLog } from '../../src/core/report/report.ts';
import { requestId, traceId } from '../../src/core/report/request-id.ts';
import { issueList } from '../../src/core/responses/issues/issue-list.ts';
import { boundedText, singleLine } from '../../src/core/values/bounded-text.ts';
import { errorRecord } from '../../src/core/values/error-reading.ts';
import { isSecretName, maskText } from '../../src/core/values/mask.ts';
import { addressOf, redirectTarget } from '../../src/core/values/redirect-target.ts';
import { SubmittedValues } from '../../src/core/values/submitted-values.ts';
import { flashCookies, flashesFor } from '../../src/forms/flash/flash-cookies.ts';
import { fieldKey } from '../../src/forms/page/field-names.ts';
import { oldInput } from '../../src/forms/page/old-input.ts';
import { isFormPost, isPageRequest } from '../../src/forms/request/form-request.ts';
import { siteOf } from '../../src/forms/request/site.ts';
import { formFields, isUrlEncodedType } from '../../src/hosting/shared/form-fields.ts';
import { notLocal } from '../../src/hosting/shared/local-client.ts';
import { logLine } from '../../src/hosting/shared/log-line.ts';
import { keysOf } from '../../src/libraries/validators/issue-of.ts';
import { waterline } from '../../src/libraries/validators/waterline.ts';

/** A request whose header fields and target all contain this text. */
function requestOf(text: string): IncomingRequest {
  const request = {
    transport: 'http',
    method: 'POST',
    url: text,
    httpVersion: '1.1',
    remoteAddress: '127.0.0.1',
    localPort: 80,
    native: {},
    replyHeader: () => undefined,
  };
  return { ...request, header: () => text } as unknown as IncomingRequest;
}

function failed(text: string): Error {
  const error = new Error(text);
  error.stack = `Error: ${text}\n    at ${text}`;
  return error;
}

const negotiate = negotiator(formats);
const now = () => 0;
const NONE = { keep: new Set<string>(), omit: new Set<string>() };

/** The functions that read a client's text on its way to an answer, a page or the log. */
export const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  maskText,
  isSecretName,
  singleLine,
  boundedText: (text) => boundedText(text, text.length - 1),
  negotiate: (text) => negotiate(requestOf(text), undefined),
  pathOf: pathForLog,
  requestId: (text) => [requestId(requestOf(text)), traceId(requestOf(text))],
  redirectTarget: (text) => [redirectTarget(text, ['https://example.com']), redirectTarget(`/${text}`, []), redirectTarget(`https://example.com/${text}`, [])],
  addressOf: (text) => addressOf(`/${text}`),
  escapeHtml,
  errorRecord: (text) => errorText(errorRecord(failed(text), now)),
  issueList: (text) => issueList([{ message: text, path: text }, text]),
  keysOf,
  waterline: (text) => waterline(Object.assign(new Error('x'), { name: 'UsageError', code: 'E_INVALID_NEW_RECORD', details: text })),
  fieldKey,
  // The message of a validator and the values that it is compared with both grow.
  submittedValues: (text) => {
    const values = new SubmittedValues({ note: text, list: text.match(/[\s\S]{1,512}/g), [text.slice(0, 4_096)]: text });
    return [values.quotedBy(`x${text.slice(0, 8_000)}`), values.mentionedBy(text), values.mentionedBy(`y${text.slice(0, 2_000)}`)];
  },
  oldInput: (text) => oldInput({ note: text, [text]: 'x', [`a[${text}]`]: 'x' }, NONE, 1_000_000),
  fieldsOf: (text) => formFields(new URLSearchParams(text)),
  isUrlEncodedType,
  formRequest: (text) => [isFormPost(requestOf(text), formats), isPageRequest({ ...requestOf(text), method: 'GET' } as IncomingRequest)],
  flashesFor: (text) => flashesFor(['/'], flashCookies(requestOf(text), { https: false, lifetime: 180, now: 0 })),
  siteOf: (text) => siteOf(requestOf(text), []),
  notLocal: (text) => notLocal(requestOf(text)),
  logLine: (text) => logLine('info', { text }, text, now),
  ...Object.fromEntries(
    formats
      .filter(({ name }) => name === 'html' || name === 'markdown')
      .map((format) => [
        `format ${format.name}`,
        (whole: string) => {
          // A format gets at most 8 KB. So shorter texts are compared here than for the other readers, several times each.
          const text = whole.slice(0, whole.length / 8);
          const outcome = {
            name: 'badRequest',
            status: 400,
            title: 'Bad Request',
            detail: text,
            issues: [{ message: text, path: [text] }],
            errors: [],
            dataIsBody: false,
          };
          const context = { settings: { locals: {}, home: '/' }, request: requestOf('/'), failed: () => {}, note: () => {} };
          try {
            return Array.from({ length: 4 }, () => format.render(outcome as never, context as never));
          } catch {
            return undefined;
          }
        },
      ]),
  ),
};
