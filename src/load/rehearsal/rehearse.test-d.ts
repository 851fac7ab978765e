import { expectTypeOf, it } from 'vitest';
import { type LoadOptions, load } from '../load.ts';

it('rehearse is a boolean or the name of a mode', () => {
  expectTypeOf<LoadOptions['rehearse']>().toEqualTypeOf<boolean | 'warn' | 'refuse' | undefined>();
  // @ts-expect-error There is no such mode.
  void load({ root: '.', rehearse: 'strict' });
});
