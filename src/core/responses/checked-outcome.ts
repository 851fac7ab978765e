import { boundedText } from '../values/bounded-text.ts';
import { firstOf, MAX_MEMBERS } from '../values/first-of.ts';
import { isArray, isPlainObject, readProperty } from '../values/guarded-read.ts';
import type { Issue } from '../values/issue.ts';
import { issueList } from './issues/issue-list.ts';
import type { Outcome } from './outcome.ts';

const TEXTS = ['detail', 'code', 'type', 'format', 'view', 'redirectTo', 'bag', 'concealAs'] as const;

/** Corrects the outcome of an app's response, which may have members of the wrong type. Members that must be texts are removed if they are not, and lists are cut. */
export function checkedOutcome(outcome: Outcome): Outcome {
  const tidy: { -readonly [K in keyof Outcome]: Outcome[K] } = { ...outcome };
  for (const name of TEXTS) if (tidy[name] !== undefined && typeof tidy[name] !== 'string') tidy[name] = undefined;
  const { issues, causes, flash } = outcome;
  if (issues !== undefined) tidy.issues = issuesIn(issues);
  if (causes !== undefined) tidy.causes = isArray(causes) ? firstOf(causes) : [causes];
  if (flash !== undefined) tidy.flash = isPlainObject(flash) ? textsByKind(flash) : undefined;
  return tidy;
}

/** Issues stay as they are, so `params` and `in` stay. */
function issuesIn(issues: unknown): readonly Issue[] | undefined {
  const read = issueList(issues);
  return read?.map((issue, index) => {
    const source = readProperty(issues, index);
    const [params, place] = [readProperty(source, 'params'), readProperty(source, 'in')];
    return { ...issue, ...(isPlainObject(params) && { params: params as NonNullable<Issue['params']> }), ...(isPlace(place) && { in: place }) };
  });
}

function isPlace(place: unknown): place is NonNullable<Issue['in']> {
  return place === 'query' || place === 'path' || place === 'header';
}

function textsByKind(flash: Readonly<Record<string, unknown>>): Outcome['flash'] {
  const kinds = Object.keys(flash).slice(0, MAX_MEMBERS);
  return Object.fromEntries(
    kinds.map((kind) => {
      const texts = readProperty(flash, kind);
      return [kind, (isArray(texts) ? firstOf(texts) : [texts]).filter((text) => typeof text === 'string').map((text) => boundedText(text, 2_048))];
    }),
  );
}
