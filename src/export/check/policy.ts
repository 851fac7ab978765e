import { createHash } from 'node:crypto';
import type { Page, PageElement } from '../../drill/checks/page.ts';
import { referencesOf } from '../../drill/checks/references.ts';

/** The directives of a policy, by name in lower case. Only the first of each name counts (CSP3 §2.2.1). */
export type Policy = ReadonlyMap<string, readonly string[]>;

/** Reads one value of `Content-Security-Policy`. */
export function policyOf(value: string): Policy {
  const directives = new Map<string, readonly string[]>();
  for (const part of value.slice(0, 8_000).split(';', 100)) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    if (name !== '' && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

/** The sources that decide for a directive, with its fallbacks. `undefined`: everything is allowed. */
function sourcesOf(policy: Policy, ...names: readonly string[]): readonly string[] | undefined {
  const name = [...names, 'default-src'].find((one) => policy.has(one));
  return name === undefined ? undefined : policy.get(name);
}

/** What the policy of a page blocks in this page, as tags. A browser shows the page without it. */
export function blockedBy(policy: Policy, page: Page, address: URL): readonly string[] {
  const blocked = page.elements.flatMap((element) => inlineBlocked(policy, page, element));
  const loaded = referencesOf(page).flatMap(({ kind, address: target, element }) => {
    if (kind === 'link' || kind === 'hint' || !URL.canParse(target, address.href)) return [];
    const names = directivesOf(element);
    return allows(sourcesOf(policy, ...names), new URL(target, address), address) ? [] : [`${names[0]}: ${target.slice(0, 80)}`];
  });
  return [...new Set([...blocked, ...loaded])];
}

function inlineBlocked(policy: Policy, page: Page, element: PageElement): readonly string[] {
  const { name, attributes } = element;
  const found: string[] = [];
  if (name === 'style' && !allowsInline(sourcesOf(policy, 'style-src-elem', 'style-src'), textIn(page, element))) found.push('<style>');
  if (
    name === 'script' &&
    !attributes.has('src') &&
    isCode(attributes.get('type')) &&
    !allowsInline(sourcesOf(policy, 'script-src-elem', 'script-src'), textIn(page, element))
  )
    found.push('<script>');
  const style = attributes.get('style');
  if (style !== undefined && !allowsAttribute(sourcesOf(policy, 'style-src-attr', 'style-src'), style)) found.push(`<${name} style="…">`);
  for (const [key, code] of attributes)
    if (key.startsWith('on') && !allowsAttribute(sourcesOf(policy, 'script-src-attr', 'script-src'), code)) found.push(`<${name} ${key}="…">`);
  return found;
}

/** The raw text of an element whose text is no HTML. */
function textIn({ html }: Page, { name, at, tag }: PageElement): string {
  if (at === -1) return '';
  const from = at + tag.length;
  const end = html.toLowerCase().indexOf(`</${name}`, from);
  // The parser reads each line break as one character, and the hash is that of what it reads.
  return html.slice(from, end === -1 ? undefined : end).replace(/\r\n?/g, '\n');
}

/** Any other type is data, which no policy blocks. */
function isCode(type: string | undefined): boolean {
  return type === undefined || /^(?:|module|importmap|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i.test(type.trim());
}

function hasHash(sources: readonly string[], text: string): boolean {
  return sources.some((source) => {
    const [, algorithm, hash] = /^'(sha256|sha384|sha512)-([\w+/=-]+)'$/i.exec(source) ?? [];
    if (algorithm === undefined) return false;
    return createHash(algorithm.toLowerCase()).update(text).digest('base64') === hash?.replaceAll('-', '+').replaceAll('_', '/');
  });
}

function allowsInline(sources: readonly string[] | undefined, text: string): boolean {
  if (sources === undefined || text === '') return true;
  if (hasHash(sources, text)) return true;
  return hasWord(sources, "'unsafe-inline'") && !sources.some((source) => /^'(?:sha\d+|nonce)-/i.test(source));
}

function allowsAttribute(sources: readonly string[] | undefined, text: string): boolean {
  if (sources === undefined || text.trim() === '') return true;
  if (hasWord(sources, "'unsafe-hashes'") && hasHash(sources, text)) return true;
  return hasWord(sources, "'unsafe-inline'") && !sources.some((source) => /^'(?:sha\d+|nonce)-/i.test(source));
}

function hasWord(sources: readonly string[], word: string): boolean {
  return sources.some((source) => source.toLowerCase() === word);
}

const DIRECTIVES: Readonly<Record<string, readonly string[]>> = {
  img: ['img-src'],
  script: ['script-src-elem', 'script-src'],
  iframe: ['frame-src', 'child-src'],
  video: ['media-src'],
  audio: ['media-src'],
  object: ['object-src'],
  embed: ['object-src'],
};

function directivesOf({ name, attributes }: PageElement): readonly string[] {
  if (name === 'link') {
    const rel = attributes.get('rel')?.toLowerCase() ?? '';
    return rel.includes('icon')
      ? ['img-src']
      : rel.includes('manifest')
        ? ['manifest-src']
        : rel.includes('modulepreload')
          ? ['script-src-elem', 'script-src']
          : ['style-src-elem', 'style-src'];
  }
  return (Object.hasOwn(DIRECTIVES, name) ? DIRECTIVES[name] : undefined) ?? ['img-src'];
}

/** Whether the sources allow an address (CSP3 §6.7.2, without paths and ports of sources). */
function allows(sources: readonly string[] | undefined, target: URL, page: URL): boolean {
  if (sources === undefined) return true;
  return sources.some((source) => {
    const one = source.toLowerCase();
    if (one === "'self'") return target.origin === page.origin;
    if (one === '*') return target.protocol === 'http:' || target.protocol === 'https:';
    if (/^[a-z][a-z\d+.-]*:$/.test(one)) return target.protocol === one;
    const host = one.replace(/^[a-z][a-z\d+.-]*:\/\//, '').split(/[:/]/, 1)[0] as string;
    return host.startsWith('*.') ? target.hostname.endsWith(host.slice(1)) : host !== '' && target.hostname === host;
  });
}
