import type { Played } from '../model/answer.ts';
import { isHalyards, shortened } from './check.ts';

interface Wrong {
  readonly message: string;
  readonly todo: string;
  readonly excerpt: string;
}

/** What is wrong with a problem document (RFC 9457 §3), if anything is. */
export function faultOfProblem(value: unknown, played: Played): Wrong | undefined {
  const { answer } = played;
  const excerpt = shortened(answer.body, 200);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { message: 'A problem document is no object.', todo: 'Send an object with `title` and `status` (RFC 9457).', excerpt };
  }
  const { type, title, status, detail, instance } = value as Record<string, unknown>;
  if (status !== undefined && status !== answer.status) {
    return {
      message: 'The `status` of a problem document is not the status of the answer.',
      todo: 'Send the same number in both (RFC 9457 §3.1.2).',
      excerpt: `status of the answer: ${answer.status}; of the document: ${JSON.stringify(status)}`,
    };
  }
  if (status === undefined && isHalyards(played)) return { message: 'A problem document has no `status`.', todo: 'Send it, as a number.', excerpt };
  if (typeof title !== 'string' || title === '') {
    return { message: 'A problem document has no `title`.', todo: 'Send a short text that names the kind of failure.', excerpt };
  }
  for (const [name, text] of Object.entries({ type, instance })) {
    if (text !== undefined && !(typeof text === 'string' && isUriReference(text)))
      return { message: `The \`${name}\` of a problem document is no URI reference.`, todo: 'Send a URI, or leave it out (RFC 9457 §3.1).', excerpt };
  }
  if (detail !== undefined && typeof detail !== 'string')
    return { message: 'The `detail` of a problem document is no text.', todo: 'Send a text, or leave it out (RFC 9457 §3.1.4).', excerpt };
  return undefined;
}

/** Whether the text has only characters of a URI (RFC 3986), and can be resolved. */
function isUriReference(text: string): boolean {
  return /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text) && !/%(?![\da-f]{2})/i.test(text) && URL.canParse(text, 'http://localhost/');
}
