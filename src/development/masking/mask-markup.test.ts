import { describe, expect, it } from 'vitest';
import { base64, pem } from '../../../tests/support/fake-secrets.ts';
import { maskMarkup } from './mask-markup.ts';

describe('maskMarkup', () => {
  it.each([
    ['<% const password = "abcd" %>', '<% const password = "[masked]" %>'],
    ['{{setPassword "abcd"}}', '{{setPassword "[masked]"}}'],
    ['<input name="password" value="abcd">', '<input name="password" value="[masked]">'],
    ['<div data-api-key="abcd" class="card">', '<div data-api-key="[masked]" class="card">'],
    ["- const token = 'abcd'", "- const token = '[masked]'"],
    ["request('password', 'abcd')", "request('password', '[masked]')"],
    ['# password: hunter2', '# password: [masked]'],
    ['<a href="https://ann:abcd@example.com">', '<a href="https://[masked]@example.com">'],
    [pem('PRIVATE KEY', base64(64)), '[masked]\n[masked]\n[masked]'],
  ])('%s', (text, masked) => {
    expect(maskMarkup(text)).toBe(masked);
  });

  it.each([
    '<h1><%= title %></h1>',
    "<p>Don't worry</p>",
    '<input type="password" name="password">',
    '<label for="password">Password</label>',
    '<a href="/reset-password">Forgot it?</a>',
    'p= order.name',
  ])('keeps %s', (text) => {
    expect(maskMarkup(text)).toBe(text);
  });
});

describe('code in a template', () => {
  it.each([
    '<% const o = {\n password:\n "tiger" } %>',
    '<script type="module">\nfetch(u, { headers: {\n"X-Api-Key":\n"tiger" } })\n</script>',
    '<meta name="csrf-token" content="tiger">',
    '<% connect("ann", "tiger", token) %>',
  ])('is masked as a script: %j', (text) => {
    expect(maskMarkup(text)).not.toContain('tiger');
    expect(maskMarkup(text).split('\n')).toHaveLength(text.split('\n').length);
  });
});
