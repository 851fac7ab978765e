import assert from 'node:assert/strict';
import { Browser, type Fields } from '../browser.ts';
import { must, type Requirement } from '../requirement.ts';
import type { Reply, Target } from '../target.ts';
import { isRedirectedBack, refusalPath } from './forms-expect.ts';

const WHOLE = [{ path: [], message: 'Try once more' }];

/** Sends the form of /profile, and returns its page with what came back. */
async function sentBack(target: Target, issues: unknown, fields: Fields): Promise<Reply> {
  const browser = new Browser(target);
  isRedirectedBack(await browser.submit(refusalPath([issues, '/profile'], {}, '/profile'), fields), '/profile');
  const page = await browser.open('/profile');
  assert.equal(page.status, 200);
  return page;
}

/** Returns the first tag with this text in it. */
function tagWith(page: Reply, text: string): string {
  const tag = (page.body.match(/<[^<>]*>/g) ?? []).find((one) => one.includes(text));
  assert.ok(tag !== undefined, `the page has no tag with ${text}`);
  return tag;
}

/** Checks that each link of the page to a place on it leads to one element. */
function linksLead(page: Reply): void {
  const ids = [...page.body.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, `an id occurs twice: ${ids.join(' ')}`);
  const links = [...page.body.matchAll(/href="#([^"]*)"/g)].map(([, id = '']) => decodeURIComponent(id));
  assert.ok(links.length > 0, 'the page has no link');
  for (const id of links) assert.ok(ids.includes(id), `the link #${id} leads nowhere`);
}

/** Requirements for lists and boxes in forms. */
export const formsFields: readonly Requirement[] = [
  must('form-cleared-box', 'docs/forms.md', 'A cleared checkbox stays cleared, even if nothing else was filled in.', async (target) => {
    const fresh = await new Browser(target).open('/profile');
    assert.match(tagWith(fresh, 'name="news"'), / checked/);
    assert.match(tagWith(fresh, 'value="rock"'), / checked/);
    for (const fields of [[], [['_csrf', 'x']], [['password', 'hunter2']], [['name', 'Ann']]] as Fields[]) {
      const page = await sentBack(target, WHOLE, fields);
      assert.doesNotMatch(tagWith(page, 'name="news"'), / checked/);
      assert.doesNotMatch(tagWith(page, 'value="rock"'), / checked/);
    }
  }),
  must('form-chosen-boxes', 'docs/forms.md', 'Chosen checkboxes are chosen again, one or several.', async (target) => {
    const one = await sentBack(target, WHOLE, [['music[]', 'jazz']]);
    assert.match(tagWith(one, 'value="jazz"'), / checked/);
    assert.doesNotMatch(tagWith(one, 'value="rock"'), / checked/);
    const both = await sentBack(target, WHOLE, [
      ['music[]', 'jazz'],
      ['music[]', 'rock'],
      ['news', 'yes'],
    ]);
    for (const text of ['value="jazz"', 'value="rock"', 'name="news"']) assert.match(tagWith(both, text), / checked/);
  }),
  must('form-lists', 'docs/forms.md', 'Fields of one name and members of lists get each their own value and error.', async (target) => {
    const issues = [
      { path: ['tags', 1], message: 'No tag' },
      { path: ['user', 'emails', 0], message: 'No address' },
      { path: ['music'], message: 'Choose one' },
    ];
    const page = await sentBack(target, issues, [
      ['tags[]', 'sea'],
      ['tags[]', 'sky'],
      ['user[emails][0]', 'ann'],
      ['user[emails][1]', 'ben@example.com'],
    ]);
    assert.match(tagWith(page, 'value="sky"'), /name="tags\[\]"/);
    assert.match(tagWith(page, 'value="sky"'), / aria-invalid="true"/);
    assert.doesNotMatch(tagWith(page, 'value="sea"'), /aria-invalid/);
    assert.match(tagWith(page, 'value="ann"'), /name="user\[emails\]\[0\]"/);
    assert.match(tagWith(page, 'value="ann"'), / aria-invalid="true"/);
    assert.doesNotMatch(tagWith(page, 'value="ben@example.com"'), /aria-invalid/);
    linksLead(page);
  }),
  must(
    'form-own-address',
    'docs/forms.md',
    'A form that is sent to its own address goes back there, by its Referer, also if its token has expired.',
    async (target) => {
      const headers = { referer: `${target.origin.origin}/profile` };
      const browser = new Browser(target);
      isRedirectedBack(await browser.submit(refusalPath([WHOLE], {}, '/profile'), [['music[]', 'jazz']], headers), '/profile');
      assert.match(tagWith(await browser.open('/profile'), 'value="jazz"'), / checked/);
      isRedirectedBack(await browser.submit(refusalPath([], { throw: 'csrf' }, '/profile'), [['music[]', 'jazz']], headers), '/profile');
      const page = await browser.open('/profile');
      assert.match(page.body, /This form has expired/);
      assert.match(tagWith(page, 'value="jazz"'), / checked/);
    },
  ),
  must('form-ask-again', 'docs/forms.md', 'The page names the fields whose values are not given back.', async (target) => {
    const page = await sentBack(target, WHOLE, [
      ['password', 'hunter2'],
      ['remark', 'Our basic membership costs too much'],
      ['note', '4111 1111 1111 1111'],
    ]);
    const [, asked = ''] = page.body.split('Please enter again: ');
    assert.equal(asked.replace(/<[^<>]{0,256}>/g, '').startsWith('Password, Note'), true);
    assert.doesNotMatch(page.body, /hunter2|4111/);
  }),
];
