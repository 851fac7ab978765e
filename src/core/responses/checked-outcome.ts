import { boundedText } from '../values/bounded-text.ts';
import { firstOf } from '../values/first-of.ts';
import { isPlainObject, readProperty } from '../values/guarded-read.ts';
import type { Issue } from '../values/issue.ts';
import { textsByKind } from './facts-of-validation.ts';
import { issueList } from './issues/issue-list.ts';
import type { Outcome } from './outcome.ts';

/** Corrects the lists in the outcome of an app's response, whose members may have the wrong type. Long lists are cut. */
export function checkedOutcome(outcome: Outcome): Outcome {
  const tidy: { -readonly [K in keyof Outcome]: Outcome[K] } = { ...outcome };
  const { issues, causes, flash } = outcome;
  if (issues !== undefined) tidy.issues = issuesIn(issues);
  if (causes !== undefined) tidy.causes = firstOf(causes);
  if (flash !== undefined) tidy.flash = textsByKind(flash, (text) => boundedText(text, 2_048));
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
