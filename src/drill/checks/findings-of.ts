import type { Played } from '../model/answer.ts';
import type { Finding } from '../model/finding.ts';
import type { About, Check, Fault, Found } from './check.ts';
import { equalsTogether } from './equals-together.ts';
import { CHECKS } from './index.ts';
import { checkTranslations } from './languages.ts';
import { checkLinks, type LookUp } from './links.ts';
import { withOneCause } from './merged.ts';

/**
 * The findings of all answers: errors first, then by file and line. The same fault of several answers is one finding with all their exercises.
 *
 * @param options - `lookUp` requests a path that an error page names. Without it, links are not checked.
 */
export async function findingsOf(all: readonly Played[], about: About, { lookUp }: { readonly lookUp?: LookUp | undefined } = {}): Promise<readonly Finding[]> {
  const faultsOf = new Map<Played, Fault[]>();
  for (const played of equalsTogether(all)) {
    const own: Fault[] = [];
    for (const check of checksFor(played)) {
      const faults = check(played, about);
      own.push(...('then' in faults ? await faults : faults));
    }
    if (own.length > 0) faultsOf.set(played, own);
  }
  const found = all.flatMap((played): readonly Found[] => (faultsOf.get(played) ?? []).map((one) => [played, one]));
  found.push(...checkTranslations(all, about));
  if (lookUp !== undefined) found.push(...(await checkLinks(all, about, lookUp)));
  return merged(withOneCause(found)).sort(inOrder);
}

/** If the app has answered before the response was played, its answer is not what the exercise expects. It must leak nothing all the same. */
function checksFor({ exercise, answer, trace }: Played): readonly Check[] {
  const { leaks, status } = CHECKS;
  if (exercise.call === undefined || trace.isPlayed) return Object.values(CHECKS);
  return answer.status === 0 || answer.ended === 'timeout' ? [status] : [leaks];
}

function merged(found: readonly Found[]): Finding[] {
  const findings = new Map<string, { fault: Fault; exercises: Set<number> }>();
  for (const [{ exercise }, fault] of found) {
    const key = JSON.stringify([fault.code, fault.message, fault.place ?? null]);
    const known = findings.get(key);
    if (known === undefined) findings.set(key, { fault, exercises: new Set([exercise.id]) });
    else known.exercises.add(exercise.id);
  }
  return Array.from(findings.values(), ({ fault, exercises }) => ({ ...fault, exercises: [...exercises] }));
}

function inOrder(a: Finding, b: Finding): number {
  return (
    Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
    compare(a.place?.file ?? '\uFFFF', b.place?.file ?? '\uFFFF') ||
    (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

/** By code points, which does not depend on the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
