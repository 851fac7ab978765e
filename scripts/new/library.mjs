import { LIBRARY_ROOMS, placesOfLibrary } from '../places/libraries.mjs';
import { camelCase, kebabCase, TO_BE_WRITTEN } from '../places/text.mjs';
import { refuse } from './refuse.mjs';

export const usage = 'npm run new:library NAME ROOM             a library whose errors are mapped: npm run new:library superstruct validators';

/** @param {readonly string[]} args @param {string} root */
export function plan([given, room], root) {
  const name = kebabCase(given);
  const constant = camelCase(name);
  if (!LIBRARY_ROOMS.includes(room)) {
    refuse(`the room ${room ?? '(none)'}`, `one of ${LIBRARY_ROOMS.join(', ')}`, `npm run new:library ${name} validators`);
  }
  const expected = room === 'validators' ? '{ issues: [{ path: [], message: expect.any(String) }] }' : '{ status: 400 }';
  return {
    kind: 'library',
    thing: { name },
    places: placesOfLibrary(root, { room, name }),
    files: {
      [`src/libraries/${room}/${name}.ts`]: `import { isError } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';

/** ${TO_BE_WRITTEN}: which errors of ${name} are known, and by which mark of their own. A name or a status alone is no mark. */
export function ${constant}(value: unknown): LibraryMapping | undefined {
  if (!isError(value)) return undefined;
  // ${TO_BE_WRITTEN}: the status, the issues or the text that the error stands for. Read it with readOwn() and readProperty(), which do not throw.
  return undefined;
}
`,
      [`src/libraries/${room}/${name}.test.ts`]: `import { describe, expect, it } from 'vitest';
import { ${constant} } from './${name}.ts';

describe('${name}', () => {
  // ${TO_BE_WRITTEN}: an error that the library itself has thrown, in the place of this one. It fails until the error is mapped.
  it('has its error mapped', () => {
    expect(${constant}(new Error('${TO_BE_WRITTEN}'))).toMatchObject(${expected});
  });

  it('takes no other error for its own', () => {
    for (const other of [new Error('m'), Object.assign(new Error('m'), { status: 404 }), {}, [], 'm', undefined]) expect(${constant}(other)).toBeUndefined();
  });
});
`,
    },
    next: [
      `Install the library for the tests: npm install --save-dev ${name}`,
      `Write src/libraries/${room}/${name}.ts, and its spec with a real error: npm test -- src/libraries`,
      ...(room === 'validators' ? [`Write tests/canaries/libraries/${name}.ts: what was typed must not come back. joi.ts there is one to learn from.`] : []),
      `Write the row of the docs: ${room === 'validators' ? 'docs/validation.md' : 'docs/other-errors.md'}`,
    ],
  };
}
