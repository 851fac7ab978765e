import { checkBody } from './checks/body.ts';
import { checkHead } from './checks/head.ts';
import { checkHeaders, checkServer } from './checks/headers.ts';
import { checkPage } from './checks/page.ts';
import { checkReference, checkReferencesTogether } from './checks/reference.ts';
import { rootFault } from './checks/status.ts';
import { isUnchangeable } from './default-pages.ts';
import type { Asked, CheckFault } from './finding.ts';

type Found = readonly [Asked, CheckFault];

/** What is wrong with the answers. An answer with the wrong status, or with the page of the proxy, has that fault alone: everything else follows from it. */
export function faultsOf(asked: readonly Asked[], status: number, address: URL): readonly Found[] {
  const judged = asked.filter((one) => !isUntried(one.answer) && !isUnchangeable(one.answer) && !isClosedTls(one));
  const roots = new Map(judged.map((one) => [one, rootFault(one, status)] as const));
  // An answer to HEAD has no body that would show whose it is. The answer to GET has.
  const hasFailedGet = ({ ask }: Asked): boolean => ask.method === 'HEAD' && judged.some((one) => isGetOf(one, ask) && roots.get(one) !== undefined);
  const whole = judged.filter((one) => roots.get(one) === undefined && !hasFailedGet(one));
  const ofWhole = whole.flatMap((one): readonly Found[] => {
    const faults = [...checkBody(one), ...checkHeaders(one), ...checkReference(one), ...checkPage(one, address), ...checkHead(one, whole)];
    return withoutDoubles(faults).map((fault) => [one, fault]);
  });
  const ofAny = judged.flatMap((one): readonly Found[] => [roots.get(one) ?? [], checkServer(one)].flat().map((fault) => [one, fault]));
  return [...ofAny, ...ofWhole, ...checkReferencesTogether(whole)];
}

function isGetOf({ ask }: Asked, { provocation, client }: Asked['ask']): boolean {
  return ask.method === 'GET' && ask.provocation === provocation && ask.client === client;
}

/** A reference that the proxy did not fill in is no further fault. */
function withoutDoubles(faults: readonly CheckFault[]): readonly CheckFault[] {
  const isNotRun = faults.some(({ code }) => code === 'template-not-run');
  return isNotRun ? faults.filter(({ code }) => !code.endsWith('-reference')) : faults;
}

/** The proxy asked for the large body, so it has no limit below it. The check does not send it. */
export function isUntried({ status, isInvited }: Asked['answer']): boolean {
  return status === 0 && isInvited;
}

/** HAProxy, Envoy and Node close a connection for TLS that gets a plain request. No setting makes them answer. */
function isClosedTls({ ask, answer }: Asked): boolean {
  return ask.isPlain === true && answer.status === 0 && answer.ended !== 'timeout';
}
