import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { PAGE_POLICY } from '../../core/formats/page.ts';
import { RECOVERY_POLICY, RECOVERY_STYLE } from './recovery-style.ts';

it('is the second style that the policy of a page about a form allows', () => {
  const hash = `sha256-${createHash('sha256').update(RECOVERY_STYLE).digest('base64')}`;
  expect(RECOVERY_POLICY).toBe(PAGE_POLICY.replace(/(style-src '[^']+')/, `$1 '${hash}'`));
  expect(RECOVERY_STYLE).not.toMatch(/url\(|@import|http|</);
});
