import type { FindingCode } from '../model/finding.ts';
import { type Found, shortened } from './check.ts';

/** What an answer of the app itself lacks, by the code of the fault. */
const LACKS: Readonly<Partial<Record<FindingCode, string>>> = {
  'no-reference': 'a reference',
  header: 'header fields',
  type: 'the format that the client accepts',
  body: 'a valid body',
  structure: 'a valid page',
  accessibility: 'an accessible page',
  language: 'the language of the visitor',
};

const TODO = 'Let Halyard answer: call `next(error)` in the error handler of the app, or remove the handler. If it must answer, call a response in it.';

/** The faults of answers that an error handler or middleware of the app gave. All that they lack is one finding, because it has one cause. */
export function oneAnswerOfTheApp(all: readonly Found[]): readonly Found[] {
  const places = new Map<string, Found[]>();
  const result: Found[] = [];
  for (const found of all) {
    const [played, fault] = found;
    if (LACKS[fault.code] === undefined) {
      result.push([
        played,
        { ...fault, message: `The app answers itself, not Halyard: ${fault.message.replace(/^(?:An?|The) /, (word) => word.toLowerCase())}` },
      ]);
      continue;
    }
    const key = `${fault.place?.file}:${fault.place?.line}`;
    const group = places.get(key);
    if (group === undefined) places.set(key, [found]);
    else group.push(found);
  }
  return [...result, ...[...places.values()].flatMap(asOne)];
}

function asOne(group: readonly Found[]): readonly Found[] {
  const lacks = Object.entries(LACKS).filter(([code]) => group.some(([, fault]) => fault.code === code));
  const message = `The app answers itself, not Halyard. Its answers lack ${listed(lacks.map(([, what]) => what))}.`;
  const excerpt = shortened([...new Set(group.map(([, fault]) => fault.message))].join('\n'), 300);
  return group.map(([played, fault]) => [played, { ...fault, code: 'no-reference', severity: 'error', message, todo: TODO, excerpt }]);
}

/** `browser, turbo and text`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
