import { placesOfHost } from '../places/hosts.mjs';
import { kebabCase, TO_BE_WRITTEN } from '../places/text.mjs';

export const usage = 'npm run new:host NAME                     a host: npm run new:host restify';

/** @param {readonly string[]} args @param {string} root */
export function plan([given], root) {
  const name = kebabCase(given);
  const title = name[0].toUpperCase() + name.slice(1);
  return {
    kind: 'host',
    thing: { name },
    places: placesOfHost(root, { name }),
    files: {
      [`src/adapters/${name}/${name}.ts`]: `import type { Options } from '../../core/settings/options.ts';

/**
 * ${TO_BE_WRITTEN}: Halyard for ${title}, and how an app mounts it.
 *
 * @throws HalyardError for options that cannot be used.
 */
export function halyard(_app: object, _options: Options = {}): void {
  throw new Error('halyard/${name} is ${TO_BE_WRITTEN}: src/adapters/koa/ is a host to learn from.');
}
`,
      [`tests/control/${name}.mjs`]: `import { halyard } from 'halyard/${name}';
import { controlOptions } from './options.mjs';

// ${TO_BE_WRITTEN}: the app of the fixture, its routes from register() of options.mjs, and listening(server). koa.mjs and koa-app.mjs have all of it.
halyard({}, await controlOptions());
`,
      [`docs/${name}.md`]: `# How is it mounted on ${title}?

${TO_BE_WRITTEN}: an example that a test runs, what differs on this host, and how its own errors are answered. docs/koa.md is a page to learn from.
`,
    },
    next: [
      `Write src/adapters/${name}/, and add its library to peerDependencies and devDependencies, to HOST_LIBRARIES in tests/package/rooms.test.ts and to the rule for src/adapters in biome.jsonc.`,
      `Write tests/control/${name}.mjs. Build, and run the requirements: npm test -- tests/conformance -t ${title}`,
      `Write docs/${name}.md and the rows of README.md and llms.txt.`,
    ],
  };
}
