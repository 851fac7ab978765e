import { formatsIn, placesOfFormat } from '../places/formats.mjs';
import { camelCase, kebabCase, TO_BE_WRITTEN } from '../places/text.mjs';
import { refuse } from './refuse.mjs';

export const usage = 'npm run new:format NAME MEDIA/TYPE        a body format: npm run new:format yaml application/yaml';

const TYPE = /^[a-z]+\/[a-z\d][a-z\d.+-]*$/;

/** @param {readonly string[]} args @param {string} root */
export function plan([given, mediaType], root) {
  const name = kebabCase(given);
  const constant = camelCase(name);
  const file = `${name}.ts`;
  if (!TYPE.test(mediaType ?? '')) {
    refuse(`the media type ${mediaType ?? '(none)'}`, 'a media type in lower case, without parameters', `npm run new:format ${name} application/yaml`);
  }
  const taken = formatsIn(root).find((one) => one.mediaType === mediaType);
  if (taken)
    refuse(`the media type ${mediaType}, which the format "${taken.name}" has`, 'a media type that no format has', `See src/core/formats/${taken.file}.`);
  return {
    kind: 'format',
    thing: { name },
    places: placesOfFormat(root, { constant, file, name, mediaType }),
    files: {
      [`src/core/formats/${file}`]: `import type { Format } from './format.ts';

/** ${TO_BE_WRITTEN}: which clients ask for \`${mediaType}\`, and the document that defines it. */
export const ${constant}: Format = {
  name: '${name}',
  mediaType: '${mediaType}',
  // ${TO_BE_WRITTEN}: \`undefined\` leaves every outcome to the next format. markdown.ts is a format to learn from.
  render: () => undefined,
};
`,
      [`src/core/formats/${name}.test.ts`]: `import { describe, expect, it } from 'vitest';
import { publicOutcome } from '../../../tests/support/public-outcome.ts';
import type { FormatContext } from './format.ts';
import { ${constant} } from './${file}';

describe('${mediaType}', () => {
  // ${TO_BE_WRITTEN}: the whole body of an error, and what of the app's text has to be escaped. It fails until the format renders.
  it('has the status, the title and the reference of an error', async () => {
    const rendered = await ${constant}.render(publicOutcome({ reference: '7K3M-Q9TX' }), {} as FormatContext);
    expect(rendered).toMatchObject({ contentType: expect.stringContaining('${mediaType}') });
    for (const part of ['404', 'Not Found', '7K3M-Q9TX']) expect(rendered?.body).toContain(part);
  });
});
`,
    },
    next: [
      `Write render() in src/core/formats/${file}, and its spec beside it: npm test -- src/core/formats/${name}.test.ts`,
      'Write the row of docs/formats.md.',
      `Run the requirements, of which accept-${name} asks for it: npm test -- tests/conformance/production-1.test.ts`,
      'See what it weighs: npm run check -- size',
    ],
  };
}
