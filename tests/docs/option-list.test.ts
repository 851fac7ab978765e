import { readFileSync } from 'node:fs';
import { halyard } from 'halyard/node-http';
import { expect, it } from 'vitest';

it('docs/errors.md shows the message for an unknown option as it is', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const [, example] = /```text\n(E_OPTION_UNKNOWN[^`]*)\n```/.exec(page) ?? [];
  expect(() => halyard({ loger: console } as never)).toThrow(example);
});
