import type { Played } from '../model/answer.ts';
import type { FindingCode, Place } from '../model/finding.ts';
import type { Fault, Found } from './check.ts';
import { answersItself } from './place-of.ts';
import { listed, oneAnswerOfTheApp } from './self-answered.ts';

/** What one option or one middleware does to each answer, so that it has one cause. */
const OF_EVERY_ANSWER: ReadonlySet<FindingCode> = new Set(['header', 'no-reference', 'not-logged', 'logged-twice']);
/** The number of own responses with the same fault from which on their own code is not the cause. */
const MANY = 3;

/** Faults of one cause get one message and one place, so that they become one finding. */
export function withOneCause(all: readonly Found[]): readonly Found[] {
  const own = all.filter(([played]) => answersItself(played));
  const others = all.filter(([played]) => !answersItself(played));
  return withLines(ofBrokenParts(withClients(ofEveryAnswer([...others, ...oneAnswerOfTheApp(own)]))));
}

/** The same fault in the answers of many own responses and in those of Halyard has its cause where Halyard is mounted. */
function ofEveryAnswer(all: readonly Found[]): readonly Found[] {
  return regrouped(
    all,
    (_, { code, message }) => (OF_EVERY_ANSWER.has(code) ? `${code} ${message}` : undefined),
    (group) => {
      const [mount] = group.filter(([{ trace }]) => trace.override === undefined);
      const files = new Set(group.filter(([{ trace }]) => trace.override !== undefined).map(([, { place }]) => place?.file));
      return mount !== undefined && files.size >= MANY ? group.map(([played, fault]) => [played, { ...fault, place: mount[1].place }]) : group;
    },
  );
}

/** The fault of an own response that answers each client with the same type lists these clients. */
function withClients(all: readonly Found[]): readonly Found[] {
  return regrouped(
    all,
    ({ trace }, { code, message }) =>
      code === 'type' && trace.override !== undefined && message.endsWith(' to clients that do not accept it.') ? message : undefined,
    (group) => {
      const clients = listed([...new Set(group.map(([{ exercise }]) => exercise.client))]);
      return group.map(([played, fault]) => [played, { ...fault, message: `${fault.message.slice(0, -1)}: ${clients}.` }]);
    },
  );
}

/** If a view is made to fail, its last good copy answers. What this copy shows is written in the view. */
function ofBrokenParts(all: readonly Found[]): readonly Found[] {
  const key = ({ exercise }: Played, { code, message }: Fault): string => `${code} ${exercise.expected.response} ${message}`;
  const known = new Map<string, Fault>();
  for (const [played, fault] of all) if (!played.exercise.expected.isBroken && fault.code === 'leak') known.set(key(played, fault), fault);
  return all.map(([played, fault]) => {
    const same = played.exercise.expected.isBroken ? known.get(key(played, fault)) : undefined;
    return same === undefined ? [played, fault] : [played, { ...fault, place: same.place }];
  });
}

/** A line that one answer has told is the line of the same fault in the same file. */
function withLines(all: readonly Found[]): readonly Found[] {
  const key = ({ code, message }: Fault, { file }: Place): string => `${code} ${file} ${message}`;
  const known = new Map<string, Place>();
  for (const [, fault] of all) if (fault.place?.line !== undefined) known.set(key(fault, fault.place), fault.place);
  return all.map(([played, fault]) => {
    const place = fault.place && fault.place.line === undefined ? known.get(key(fault, fault.place)) : undefined;
    return place === undefined ? [played, fault] : [played, { ...fault, place }];
  });
}

/** Changes the faults of each group. Faults without a key stay as they are, and each stays in its turn. */
function regrouped(
  all: readonly Found[],
  keyOf: (played: Played, fault: Fault) => string | undefined,
  change: (group: readonly Found[]) => readonly Found[],
): readonly Found[] {
  const groups = new Map<string, number[]>();
  all.forEach(([played, fault], index) => {
    const key = keyOf(played, fault);
    if (key === undefined) return;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  });
  const result = [...all];
  for (const indexes of groups.values()) {
    change(indexes.map((index) => all[index] as Found)).forEach((found, turn) => {
      result[indexes[turn] as number] = found;
    });
  }
  return result;
}
