import { fieldsOf, type Played, typeOf } from '../model/answer.ts';
import { type Check, fault, isComplete } from './check.ts';
import { placeOf } from './place-of.ts';

const PROGRAMS: ReadonlySet<string> = new Set(['problem', 'json', 'socket']);
const PAGES: ReadonlySet<string> = new Set(['browser', 'htmx', 'turbo']);

/** Whether the client gets a media type that it accepts. */
export const checkType: Check = (played, about) => {
  const { exercise, answer } = played;
  const { types, statuses } = exercise.expected;
  if (!isComplete(played) || exercise.client === 'socket' || answer.status < 200) return [];
  const type = typeOf(answer);
  const place = placeOf(played, about);
  if (type === undefined) {
    if (answer.bytes === 0) return [];
    return [fault(played, { code: 'type', message: 'An answer with a body has no `Content-Type`.', todo: 'Set the media type of the body.', place })];
  }
  // A form is redirected, and the type of a body that nobody reads does not matter.
  const isRedirect = answer.status >= 300 && answer.status < 400 && statuses.includes(answer.status);
  if (types.length > 0 && !types.includes(type) && !isRedirect) {
    return [
      fault(played, {
        code: 'type',
        message: messageFor(played, type),
        todo: 'Answer with the format that `Accept` asks for. In an own response, `this.format` names it.',
        place,
        excerpt: `accept: ${exercise.headers['accept'] ?? '(none)'} → content-type: ${fieldsOf(answer, 'content-type')[0]}`,
      }),
    ];
  }
  const charset = /;\s*charset\s*=\s*"?([\w-]+)/i.exec(fieldsOf(answer, 'content-type')[0] ?? '')?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'us-ascii') {
    return [fault(played, { code: 'type', message: `The body is declared as ${charset}.`, todo: 'Send UTF-8, and say so in `Content-Type`.', place })];
  }
  return [];
};

/** An own response that answers every client alike is one fault, and not one for each kind of client. */
function messageFor({ exercise, trace }: Played, type: string): string {
  if (trace.override !== undefined) return `The own response ${trace.override.name} sends ${type} to clients that do not accept it.`;
  return `${who(exercise.client)} gets ${named(exercise.client, type)}. Expected: ${exercise.expected.types.join(' or ')}.`;
}

function who(client: string): string {
  if (PROGRAMS.has(client)) return 'A program';
  if (PAGES.has(client)) return 'A browser';
  return `A client for ${client}`;
}

function named(client: string, type: string): string {
  if (PROGRAMS.has(client) && type === 'text/html') return 'a page (text/html)';
  if (PAGES.has(client) && /[/+]json$/.test(type)) return `JSON (${type})`;
  return type;
}
