import { issueMember } from '../../core/values/issue-member.ts';
import type { FlashNote } from '../../forms/flash/flash-note.ts';
import { noteOf } from '../../forms/flash/flash-text.ts';
import type { AnswerHead } from '../answer/answer.ts';
import { headOf } from '../answer/read-answer.ts';
import type { IssueMember } from '../checks/pointer.ts';
import { wrongArgument } from '../output/wrong-argument.ts';
import { recorder } from './recorder.ts';

/** What the next page shows once. */
export interface Flash {
  /** The messages by kind: `{ success: ['Booked.'] }`. */
  readonly messages: Readonly<Record<string, readonly string[]>>;
  /** The issues, with the members of a problem document: `{ detail: 'Enter your name.', pointer: '#/name' }`. */
  readonly errors: readonly IssueMember[];
  /** The submitted values by field, which the form shows again. Passwords and other secrets are never there. */
  readonly old: Readonly<Record<string, string | readonly string[]>>;
}

/** A cookie of a flash, in which its store keeps it or its id. */
export interface SetFlashCookie {
  readonly id: string;
  /** The whole value, which a long flash has in several cookies. */
  readonly value: string;
}

const SET_COOKIE = /^(?:__Host-)?halyard\.[\da-z]{1,8}\.(?<id>[\da-z]{6,9}-[\w-]{16,24})(?:\.[2-9])?=(?<value>[^;]*)(?<rest>;.*)?$/;

/**
 * Returns what the flash of this response holds: the messages, the errors and the submitted values. Every store works, and no secret is needed, if the app
 * runs in the process of the test. A response that leaves no flash has an empty one.
 *
 * @param response - the response of any client, already awaited
 * @throws TypeError if the argument is no response, or if another process has made the flash
 *
 * @example
 * const response = await request(app).post('/signup').set('Sec-Fetch-Site', 'same-origin').type('form').send({ name: '' });
 * expect(flashOf(response).errors).toEqual([{ detail: 'Enter your name.', pointer: '#/name' }]);
 */
export function flashOf(response: unknown): Flash {
  return joined(flashesOf(headOf('flashOf()', response)));
}

/** The flashes that the response leaves, each as it was stored. */
export function flashesOf(answer: AnswerHead): readonly Flash[] {
  return flashCookiesOf(answer).map(({ id }) => {
    const text = recorder().textOfFlash(id);
    const note = text === undefined ? undefined : noteOf(text);
    if (note !== undefined) return flashIn(note);
    throw wrongArgument('flashOf()', {
      found: 'a flash that no app of this process has made',
      expected: 'a response of an app that runs in the process of the test',
      todo: 'If the app runs in another process, read the flash with its secret: await unsealFlash(response, process.env.FLASH_SECRET).',
    });
  });
}

export function flashIn({ messages, issues, old }: FlashNote): Flash {
  // The objects of a note have no prototype, and assert.deepStrictEqual() compares prototypes.
  return { messages: { ...messages }, errors: issues.map((issue) => issueMember(issue)), old: { ...old } };
}

/** One flash with the parts of all. */
export function joined(flashes: readonly Flash[]): Flash {
  const messages: Record<string, readonly string[]> = {};
  for (const flash of flashes) for (const [kind, texts] of Object.entries(flash.messages)) messages[kind] = [...(messages[kind] ?? []), ...texts];
  return { messages, errors: flashes.flatMap(({ errors }) => errors), old: Object.assign({}, ...flashes.map(({ old }) => old)) };
}

/** The cookies of flashes that the response sets. Those that it deletes are left out. */
export function flashCookiesOf({ fields }: AnswerHead): readonly SetFlashCookie[] {
  const values = new Map<string, string>();
  for (const line of fields.get('set-cookie') ?? []) {
    const { id, value = '', rest = '' } = SET_COOKIE.exec(line)?.groups ?? {};
    if (id === undefined || /;\s*max-age=0(?:;|$)/i.test(rest)) continue;
    values.set(id, (values.get(id) ?? '') + decodeURIComponent(value));
  }
  return [...values].map(([id, value]) => ({ id, value }));
}
