import { readFileSync } from 'node:fs';

/** The Stimulus controller of docs/front-ends.md, as a reader copies it. */
export const FETCH_RECIPE = recipe();

function recipe(): string {
  const text = readFileSync(new URL('../../docs/front-ends.md', import.meta.url), 'utf8');
  const [, block] = /```js file=form_controller\.js\n([\s\S]*?)```/.exec(text) ?? [];
  if (block === undefined) throw new Error('docs/front-ends.md has no block form_controller.js');
  return block;
}
