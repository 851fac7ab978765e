import { describe, expect, it } from 'vitest';
import { changingCopy, goodCopy, pageFromCopy } from './good-copy.ts';

const [ONE, OTHER] = ['7K3M-Q9TX', '0ABC-DEFG'];

describe('goodCopy', () => {
  it.each<[string, (reference: string) => string, string]>([
    ['a page without a reference', () => '<h1>Lost</h1>', '<h1>Lost</h1>'],
    [
      'a page with the reference twice',
      (reference) => `${reference} <a href="mailto:a@b.example?subject=${reference}">`,
      'R <a href="mailto:a@b.example?subject=R">',
    ],
  ])('is made of %s', (_, page, expected) => {
    const copy = goodCopy({ page: page(ONE), reference: ONE }, { page: page(OTHER), reference: OTHER });
    expect(pageFromCopy(copy?.map((part) => [part]) ?? [], 'R', undefined)).toBe(expected);
  });

  it.each<[string, (reference: string) => string]>([
    ['in small letters', (reference) => reference.toLowerCase()],
    ['in part', (reference) => reference.slice(0, 4)],
    ['backwards', (reference) => [...reference].reverse().join('')],
    ['in base64', (reference) => btoa(reference)],
    ['once as it is, and once in another form', (reference) => `${reference} ${btoa(reference)}`],
  ])('does not exist for a page with the reference %s', (_, page) => {
    const first = { page: page(ONE), reference: ONE };
    expect(goodCopy(first, { page: page(OTHER), reference: OTHER })).toBeUndefined();
    expect(changingCopy(first, { page: page(ONE), reference: ONE })).toBeUndefined();
  });

  it('does not exist for a page that changes and has the reference in small letters', () => {
    const page = (time: number) => ({ page: `${time} ${ONE.toLowerCase()}`, reference: ONE });
    expect(changingCopy(page(1), page(2))).toBeUndefined();
  });
});

describe('pageFromCopy', () => {
  const copy = [`<script nonce="old">a</script><style nonce=''>b</style><p data-nonce="x">`, '</p>'].map((part) => [part]);

  it('has the nonce that the policy of the answer allows', () => {
    const page = pageFromCopy(copy, 'R', "script-src 'nonce-n3w+/=' 'strict-dynamic'");
    expect(page).toBe('<script nonce="n3w+/=">a</script><style nonce="n3w+/=">b</style><p data-nonce="x">R</p>');
  });

  it.each([undefined, "default-src 'self'", `script-src 'nonce-"><b>'`])('is unchanged with the policy %s', (policy) => {
    expect(pageFromCopy(copy, 'R', policy)).toBe(copy.flat().join('R'));
  });
});
