import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from './escape-html.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

describe('escapeHtml', () => {
  it('escapes all characters that could end a text or a quoted attribute, and loses none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
          fc.array(fc.constantFrom('&', '<', '>', '"', "'", ';', '#', '$&', 'amp')).map((pieces) => pieces.join('')),
        ),
        (text) => {
          const escaped = escapeHtml(text);
          expect(escaped).not.toMatch(/[<>"']/);
          expect(escaped.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] as string)).toBe(text);
        },
      ),
    );
  });

  it('keeps the patterns of String.replace literal', () => {
    expect(escapeHtml("$& $' <$1>")).toBe('$&amp; $&#39; &lt;$1&gt;');
  });
});
