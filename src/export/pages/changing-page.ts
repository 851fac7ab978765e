import { cutAtReference } from './cut-page.ts';
import { type Circumstances, FIRST, OTHER } from './page-request.ts';
import type { Pair, Player, Reply } from './player.ts';

/** Forms in which a view may write the reference besides its own. A proxy cannot fill them in. */
const FORMS: readonly ((reference: string) => string)[] = [
  (one) => one.toLowerCase(),
  (one) => one.replace('-', ''),
  (one) => one.slice(0, 4),
  (one) => one.slice(5),
];

/** Finds out why the two replies for a page differ in more than their references: it asks again, with one circumstance changed at a time. */
export async function causeOfChange(player: Player, { first, second }: Pair): Promise<string> {
  const changed: readonly Circumstances[] = [FIRST, { ...FIRST, host: OTHER.host }, { ...FIRST, path: OTHER.path }, { ...FIRST, reference: OTHER.reference }];
  const { wanted, isBuiltIn } = first;
  const [same, host, path, reference] = (await player.play(changed.map((circumstances) => ({ wanted, circumstances, isBuiltIn })))) as readonly [
    Reply,
    Reply,
    Reply,
    Reply,
  ];
  if (same.body !== first.body) return 'the page changes each time, so two exports differ. Take the time, the random value or the nonce out of it';
  if (host.body !== first.body) return 'the page shows the host name of the request, which a file does not know';
  if (path.body !== first.body) return 'the page shows the path of the request, which a file does not know';
  const bodies = { first: first.body, second: reference.body };
  if (cutAtReference(bodies, { first: FIRST.reference, second: OTHER.reference }) !== undefined) return `the page depends on ${differenceOf(first, second)}`;
  const written = FORMS.some((form) => first.body.includes(form(FIRST.reference)));
  return `the page has the reference in another form${written ? ', such as lower case or in parts' : ', such as a picture or a code'}. A proxy cannot fill it in there`;
}

function differenceOf(first: Reply, second: Reply): string {
  return first.circumstances.path === second.circumstances.path ? 'the time' : 'both the host name and the path of the request';
}
