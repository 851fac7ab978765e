import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import { builtInPage } from '../../core/formats/page.ts';
import { recoverySections } from './recovery-sections.ts';

describe('the built-in page in place of a form', () => {
  it('names the fields that are too long, and never claims that nothing is lost', () => {
    const recovered = { typed: [{ name: 'boat', value: 'Petrel' }], tooLong: ['<note>'], back: '/signup', restores: false, headers: undefined };
    const html = builtInPage(publicOutcome({ status: 413, title: 'Content Too Large' }), '/', recoverySections(recovered, false));
    expect(html).toContain('<pre>Petrel</pre>');
    expect(html).toContain('Too long to be shown here: <strong>&lt;note&gt;</strong>.');
    expect(html).not.toContain('Nothing is lost');
    expect(html).not.toContain('filled in');
  });

  it('names the fields that were withheld, and the files to choose again', () => {
    const withheld = { fields: ['newPassword', 'a<b'], files: ['passport_scan'] };
    const recovered = { typed: [], tooLong: [], withheld, back: '/signup', restores: false, headers: undefined };
    const html = builtInPage(publicOutcome({ status: 503, title: 'Service Unavailable' }), '/', recoverySections(recovered, false));
    expect(html).toContain('it looks like a secret: <strong>New password</strong>, <strong>A&lt;b</strong>');
    expect(html).toContain('Please choose your file again: <strong>Passport scan</strong>');
  });
});
