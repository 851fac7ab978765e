import { describe, expect, it } from 'vitest';
import { addressOf, basesOf } from './addresses.ts';
import { cssUrls } from './css-urls.ts';
import { neutral } from './neutral.ts';
import { parseHtml } from './parsed-html.ts';
import { prepareHtml } from './prepare-html.ts';
import { requestsOf } from './requests.ts';
import { withoutReference } from './without-reference.ts';

const MARK = '<link rel="icon" href="data:,">';
/** Pieces that a browser reads in odd ways. No piece has a request to the app of its own, but two together may. */
const ODD = [
  '<p>',
  '</p>',
  '<b>',
  '<table>',
  '<td>',
  '</table>',
  '<svg>',
  '</svg>',
  '<![CDATA[x]]>',
  '<!-- x',
  '-->',
  '<!-->',
  '<script>',
  '</script>',
  '"</script>"',
  '<style>',
  '</style>',
  'a{b:"</style>"}',
  '<textarea>',
  '</textarea>',
  '<template>',
  '</template>',
  '<noscript>',
  '</noscript>',
  '<title>',
  '</title>',
  '<plaintext>',
  '<select>',
  '<option>',
  '</html>',
  '<body class=x>',
  '<head>',
  '\r\n',
  '\r',
  '\0',
  '\uFEFF',
  '&amp',
  '<a b="',
  "'",
  '"',
  '>',
  '<',
  '=',
  '<math>',
  '<iframe srcdoc="',
  '\u{1F6A2}',
];
const LOADS = [
  '<img src=/a.png>',
  '<link rel=stylesheet href="/a.css">',
  "<script src='/a.js'></script>",
  '<p style="x:url(/a.png)">',
  '<style>@import "/a.css"; a{b:url(/a.png)}</style>',
  '<image href=/a.png>',
  '<img srcset="/a.png, /b.png 2x">',
];
const FILES: Readonly<Record<string, readonly [string, string]>> = {
  '/a.png': ['image/png', 'PNG'],
  '/a.css': ['text/css', 'i{c:url(b.png)}'],
  '/a.js': ['text/javascript', 'x("<!--<script></script>")'],
};
const fetchAsset = async (path: string) => {
  const file = FILES[path];
  return file && { type: file[0], body: new TextEncoder().encode(file[1]) };
};
const prepare = (html: string) => prepareHtml(html, { root: '/nowhere', inline: true, fetchAsset });

/** Texts of pieces, the same in each run. */
function* texts(pieces: readonly string[], count: number): Generator<string> {
  let seed = 20_240_611;
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >> 8) % below;
  };
  for (let i = 0; i < count; i++) yield Array.from({ length: 1 + next(14) }, () => pieces[next(pieces.length)]).join('');
}

/** What a page would still load from the app. */
function fromApp(html: string): readonly string[] {
  const page = parseHtml(html);
  const baseAt = basesOf(page);
  const written = requestsOf(page)
    .filter(({ kind }) => kind !== 'srcset')
    .map(({ attribute, element }) => addressOf(attribute.value, baseAt(element.tag.from)));
  const styles = page.elements
    .filter(({ name }) => name === 'style')
    .flatMap((element) => cssUrls(element.text()))
    .map(({ url }) => addressOf(url));
  return [...written, ...styles].flatMap((address) => (address.to === 'app' ? [address.path] : []));
}

describe('a page that is hostile, or broken', () => {
  it('gets an icon, and no other change, if it loads nothing', async () => {
    for (const text of texts(ODD, 1_500)) expect((await prepare(text)).html.replace(MARK, ''), JSON.stringify(text)).toBe(text);
  }, 60_000);

  it('loads nothing from the app, whatever is around its requests', async () => {
    for (const text of texts([...ODD, ...LOADS, ...LOADS], 1_500)) expect(fromApp((await prepare(text)).html), JSON.stringify(text)).toEqual([]);
  }, 60_000);

  it('loses its reference, or says that it is not available', () => {
    for (const text of texts([...ODD, 'Reference: 7K3M-Q9TX', '<code>7K3M-Q9TX</code>', 'Call 555.'], 1_500)) {
      const page = { status: 502, format: 'html' as const, contentType: 'text/html', language: undefined, parts: text.split('7K3M-Q9TX'), policy: undefined };
      expect(withoutReference(page).parts.join('')).not.toMatch(/7K3M|ReferenceOfThisPage/);
    }
  }, 60_000);

  it('has nothing that a proxy runs, or is refused', () => {
    for (const text of texts([...ODD, '{{', '{', '<!--#', '[['], 1_500)) {
      const page = { status: 502, format: 'html' as const, contentType: 'text/html', language: undefined, parts: text.split('7K3M-Q9TX'), policy: undefined };
      try {
        expect(neutral(page, ['{{', '<!--#', '[[']).parts.join('')).not.toMatch(/\{\{|<!--#|\[\[/);
      } catch (error) {
        expect(error).toHaveProperty('code', 'E_EXPORT_TEMPLATE');
      }
    }
  }, 60_000);

  it.each([
    ['text', 'x '],
    ['elements', '<p>x</p>'],
    ['pictures', '<img src="/a.png" alt="">'],
    ['comments', '<!-- x'],
    ['quotes in a style', '<style>"\\"'],
    ['addresses in a style', '<style>url(a '],
    ['spaces', '      '],
    ['signs', '<<<<<<'],
    ['frames without scripts', '<noscript></noscript>'],
    ['references', 'Reference: 7K3M-Q9TX. '],
  ])(
    'is read in a time that grows with its length: %s',
    async (_, piece) => {
      const time = async (length: number): Promise<number> => {
        const text = piece.repeat(length / piece.length);
        const began = process.cpuUsage();
        await prepare(text).catch(() => undefined);
        const page = { status: 502, format: 'html' as const, contentType: 'text/html', language: undefined, parts: [text, '</p>'], policy: undefined };
        try {
          withoutReference(page);
        } catch {}
        const { user, system } = process.cpuUsage(began);
        return (user + system) / 1_000;
      };
      await time(32_000);
      const [short, long] = [Math.min(await time(125_000), await time(125_000)), await time(1_000_000)];
      expect(long).toBeLessThan(8 * 4 * Math.max(short, 10));
    },
    60_000,
  );
});
