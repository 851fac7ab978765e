import { beforeAll, describe, expect, it } from 'vitest';
import { checkAccessibility } from '../../src/drill/checks/check-accessibility.ts';
import { about, pageWith, playedPage } from '../support/played.ts';

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, set: { readonly manifest: object }): string;
};

/** axe-core and jsdom, as an app has them. They are installed for this spec only: jsdom has more than 30 packages. */
const MANIFEST = { dependencies: { 'axe-core': '^4.11.0', jsdom: '^26.1.0' } };
let app = about();

const barriersOf = async (html: string) =>
  (await checkAccessibility(playedPage(html), app)) as readonly {
    readonly message: string;
    readonly severity: string;
    readonly todo: string;
    readonly excerpt?: string;
  }[];

describe('the check of accessibility in an app that has axe-core and jsdom', () => {
  beforeAll(() => {
    app = about({ root: ensureInstalled('axe', { manifest: MANIFEST }) });
  }, 600_000);

  it('accepts a sound page', async () => {
    expect(await barriersOf(pageWith('<p>There is no such page.</p><a href="/">Start</a>'))).toEqual([]);
  }, 60_000);

  it.each<[string, string]>([
    ['image-alt', '<img src="/a.png">'],
    ['label', '<input name="q">'],
    ['button-name', '<button></button>'],
    // The structural checks do not know these.
    ['aria-allowed-attr', '<p role="none">x</p><button aria-checked="true">x</button>'],
    ['aria-valid-attr-value', '<button aria-expanded="maybe">x</button>'],
    ['list', '<ul><p>x</p></ul>'],
    ['select-name', '<select><option>x</option></select>'],
  ])(
    'reports %s of axe',
    async (id, html) => {
      const found = await barriersOf(pageWith(html));
      expect(found).toContainEqual(
        expect.objectContaining({ message: expect.stringContaining(`(axe: ${id})`), todo: expect.stringContaining('https://dequeuniversity.com/rules/axe/') }),
      );
    },
    60_000,
  );

  it('runs no script of the page, loads nothing, and waits for no frame', async () => {
    const page = pageWith(
      '<script>globalThis.process.exit(3); document.body.innerHTML = "<img>"</script><iframe title="x" src="http://127.0.0.1:9/"></iframe><img alt="" src="http://127.0.0.1:9/a.png">',
    );
    expect(await barriersOf(page)).toEqual([]);
  }, 60_000);

  it('runs once for pages that differ only in their texts', async () => {
    await barriersOf(pageWith('<p>first</p>'));
    const began = performance.now();
    for (let i = 0; i < 200; i++) await barriersOf(pageWith(`<p>page ${i}</p>`));
    // A run of axe takes more than 50 ms.
    expect(performance.now() - began).toBeLessThan(3_000);
  }, 60_000);
});
