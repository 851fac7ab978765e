import { pageOf } from '../../../drill/checks/page.ts';
import { referencesOf } from '../../../drill/checks/references.ts';
import { fieldsOf, typeOf } from '../../../drill/model/answer.ts';
import type { Asked, CheckFault } from '../finding.ts';
import { blockedBy, policyOf } from '../policy.ts';

/** Whether a browser shows the whole page while the app is stopped: its policy allows what is in it, and it loads nothing from elsewhere. */
export function checkPage({ ask, answer }: Asked, address: URL): readonly CheckFault[] {
  if (ask.method === 'HEAD' || typeOf(answer) !== 'text/html') return [];
  const page = pageOf(answer.body);
  const meta = page.elements
    .filter(({ name, attributes }) => name === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy')
    .map(({ attributes }) => attributes.get('content') ?? '');
  const blocked = [...fieldsOf(answer, 'content-security-policy'), ...meta].flatMap((value) => blockedBy(policyOf(value), page, address));
  const origins = referencesOf(page).flatMap(({ kind, address: target }) => {
    const url = kind === 'link' || !URL.canParse(target, address.href) ? undefined : new URL(target, address);
    return url !== undefined && /^https?:$/.test(url.protocol) && url.origin !== address.origin ? [url.origin] : [];
  });
  return [...(blocked.length === 0 ? [] : [policyFault(blocked)]), ...(origins.length === 0 ? [] : [outside(origins)])];
}

function policyFault(blocked: readonly string[]): CheckFault {
  return {
    code: 'policy-blocks',
    severity: 'error',
    what: 'The Content-Security-Policy of the page blocks a part of the page, so the browser shows it without.',
    found: [...new Set(blocked)].slice(0, 5),
    expected: 'a policy that allows what is in the page, by hash',
    todo: 'Export again: each page has its own policy. Do not add a second policy for all pages.',
  };
}

function outside(origins: readonly string[]): CheckFault {
  return {
    code: 'outside-request',
    severity: 'warning',
    what: 'The page loads a file from another server. That server learns of each failure, and the page waits for it.',
    found: [...new Set(origins)],
    expected: 'no request to another server',
    todo: 'Put the file into the page: export with `--inline`.',
  };
}

/** The paths that a page loads from the address of the app itself, at most ten. */
export function filesOf({ ask, answer }: Asked, address: URL): readonly string[] {
  if (ask.method !== 'GET' || typeOf(answer) !== 'text/html') return [];
  const paths = referencesOf(pageOf(answer.body)).flatMap(({ kind, address: target }) => {
    if (kind === 'link' || kind === 'hint' || !URL.canParse(target, address.href)) return [];
    const { origin, pathname, search } = new URL(target, address);
    return origin === address.origin ? [pathname + search] : [];
  });
  return [...new Set(paths)].slice(0, 10);
}

/** A file of a page that is missing while the app is stopped. */
export function missingFile(path: string, status: number): CheckFault {
  return {
    code: 'missing-file',
    severity: 'error',
    what: 'The page loads a file from the app, which is stopped. The browser shows the page without it.',
    found: [`${path} (${status === 0 ? 'no answer' : status})`],
    expected: 'a page that has its files in it, or a proxy that serves them',
    todo: 'Export with `--inline`, or let the proxy serve the folder of these files itself.',
  };
}
