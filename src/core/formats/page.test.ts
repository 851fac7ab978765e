import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import type { PublicOutcome } from '../disclosure/disclose.ts';
import * as responses from '../responses/index.ts';
import { builtInPage, PAGE_POLICY } from './page.ts';
import { PAGE_STYLE, PAGE_STYLE_HASH } from './page-style.ts';

function outcomeOf(members: Partial<PublicOutcome> = {}): PublicOutcome {
  return publicOutcome({ reference: '7K3M-Q9TX', ...members });
}

const page = (members: Partial<PublicOutcome> = {}, home: string | undefined = '/'): string => builtInPage(outcomeOf(members), home);

describe('the style of the built-in page', () => {
  it('has the hash that its policy allows', () => {
    expect(PAGE_STYLE_HASH).toBe(`sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}`);
    expect(page()).toContain(`<style>${PAGE_STYLE}</style>`);
  });

  it('loads nothing, and supports dark mode, forced colours and print', () => {
    expect(PAGE_STYLE).not.toMatch(/url\(|@import|http/);
    for (const query of ['prefers-color-scheme:dark', 'forced-colors:active', 'print']) expect(PAGE_STYLE).toContain(query);
  });
});

describe('the policy of the built-in page', () => {
  it('allows only its style', () => {
    expect(PAGE_POLICY).toBe(`default-src 'none'; style-src '${PAGE_STYLE_HASH}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`);
  });
});

describe('the built-in page', () => {
  const count = (html: string, pattern: RegExp): number => html.match(pattern)?.length ?? 0;
  const full: Partial<PublicOutcome> = {
    status: 503,
    title: 'Service Unavailable',
    detail: 'Low tide',
    issues: [{ message: 'Too long', path: ['boat', 'length'] }],
    errors: [{ name: 'Error', message: 'the tide is out', stack: 'Error\n    at berth (app.js:1:1)' }],
    headers: { 'retry-after': '90' },
  };

  it.each([page(), page(full), page({ reference: undefined }, undefined)])(
    'is a complete document: language, title, one h1, main, viewport, noindex',
    (html) => {
      expect(html).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8">/);
      expect(html).toContain('name="viewport" content="width=device-width,initial-scale=1"');
      expect(html).toContain('name="robots" content="noindex"');
      for (const tag of [/<title>/g, /<h1>/g, /<main>/g, /<\/html>/g]) expect(count(html, tag)).toBe(1);
    },
  );

  it.each([page(), page(full)])('has no script, no timed refresh, and no address except the link to the start page', (html) => {
    expect(html).not.toMatch(/<script|<img|<link|<iframe|<form|http-equiv|refresh|\son\w+=|style=/i);
    expect(html.match(/(?:href|src)="[^"]*"/g)).toEqual(['href="/"']);
  });

  it('begins its title with the title of the outcome, and has the reference in its text', () => {
    expect(page()).toContain('<title>Not Found (404)</title>');
    expect(page()).toContain('<code>7K3M-Q9TX</code>');
  });

  it.each(
    Object.values(responses)
      .filter(({ status }) => status >= 400)
      .map(({ status, title }) => [status, title] as const),
  )('has a complete page for %i %s', (status, title) => {
    const html = page({ status, title });
    expect(html).toContain(`<h1>${title}</h1>`);
    expect(html).not.toContain('undefined');
  });

  it('shows the message of the app instead of its own advice', () => {
    expect(page({ detail: 'Only the owner may' })).toContain('<p>Only the owner may</p>');
    expect(page({ detail: 'Only the owner may' })).not.toContain('mistyped');
    expect(page({ detail: 'The crane is broken. Please try again later.', headers: { 'retry-after': '90' } })).toContain('broken. Please try again later.');
  });

  it('lists the issues with their fields', () => {
    expect(page(full)).toMatch(/<li>(?:<strong>)?boat\.length(?:<\/strong>)?: Too long<\/li>/);
  });

  it.each([
    ['1', '1 second', 'PT1S'],
    ['90', '90 seconds', 'PT90S'],
    ['600', '10 minutes', 'PT600S'],
    ['86400', '24 hours', 'PT86400S'],
  ])('shows the time for the next attempt after %s seconds: %s', (seconds, text, duration) => {
    expect(page({ headers: { 'retry-after': seconds } })).toContain(`<time datetime="${duration}">${text}</time>`);
  });

  it('shows no time for a Retry-After that is not a number of seconds', () => {
    expect(page({ headers: { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' } })).not.toContain('<time');
  });

  it('escapes all texts that are not its own', () => {
    const evil = `"><svg onload=alert(1)>'&$&</main></title>`;
    const html = page(
      {
        title: evil,
        detail: evil,
        reference: evil,
        issues: [{ message: evil, path: [evil] }],
        errors: [{ name: evil, message: evil, stack: `x\n    at ${evil}`, cause: { name: evil, message: evil } }],
        headers: { 'retry-after': evil },
      },
      `/${evil}`,
    );
    expect(html).not.toContain('<svg');
    expect(html).not.toContain(evil);
    expect(count(html, /<\/main>/g)).toBe(1);
    expect(count(html, /<\/title>/g)).toBe(1);
  });
});
