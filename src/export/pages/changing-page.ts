import { cutAtReference } from './cut-page.ts';
import { type Circumstances, FIRST, OTHER } from './page-request.ts';
import type { Pair, Player, Reply } from './player.ts';

/** What a page shows that a file cannot know. The time and the random values are fixed during an export, so that two exports are equal all the same. */
const SHOWN: readonly (readonly [change: Partial<Circumstances>, what: string])[] = [
  [{ host: OTHER.host }, 'the host name of the request'],
  [{ path: OTHER.path }, 'the path of the request'],
  [{ time: OTHER.time }, 'the time'],
  [{ seed: OTHER.seed }, 'a random value'],
  [{ machine: OTHER.machine }, 'the name of the machine or the id of the process'],
];

/** Forms in which a view may write the reference besides its own. A proxy cannot fill them in. */
const FORMS: readonly ((reference: string) => string)[] = [
  (one) => one.toLowerCase(),
  (one) => one.replace('-', ''),
  (one) => one.slice(0, 4),
  (one) => one.slice(5),
];

/** Finds out why the two replies for a page differ in more than their references: it asks again, with one circumstance changed at a time. */
export async function causesOfChange(player: Player, { first }: Pair): Promise<readonly string[]> {
  const changes: readonly Partial<Circumstances>[] = [{}, { reference: OTHER.reference }, ...SHOWN.map(([change]) => change)];
  const { wanted, isBuiltIn } = first;
  const replies = await player.play(changes.map((change) => ({ wanted, circumstances: { ...FIRST, ...change }, isBuiltIn })));
  const [same, reference, ...others] = replies as readonly [Reply, Reply, ...Reply[]];
  if (same.body !== first.body) return ['the page changes each time, so two exports differ'];
  const shown = SHOWN.filter((_, index) => others[index]?.body !== first.body).map(([, what]) => `the page shows ${what}, which a file cannot know`);
  const cut = cutAtReference({ first: first.body, second: reference.body }, { first: FIRST.reference, second: OTHER.reference });
  const inForm = cut === undefined ? [formOf(first.body)] : [];
  const causes = [...shown, ...inForm];
  return causes.length === 0 ? ['the page depends on the request'] : causes;
}

function formOf(body: string): string {
  const isText = FORMS.some((form) => body.replaceAll(FIRST.reference, '').includes(form(FIRST.reference)));
  return `the page has the reference in another form, such as ${isText ? 'lower case or parts' : 'a picture or a code'}. A proxy cannot write it there`;
}
