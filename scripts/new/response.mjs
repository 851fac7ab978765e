import { STATUS_CODES } from 'node:http';
import { placesOfResponse, responsesIn } from '../places/responses.mjs';
import { camelCase, kebabCase, TO_BE_WRITTEN } from '../places/text.mjs';
import { refuse } from './refuse.mjs';

export const usage = 'npm run new:response NAME STATUS          a built-in response: npm run new:response tooEarly 425';

/** @param {readonly string[]} args @param {string} root */
export function plan([given, statusText], root) {
  const name = camelCase(given);
  const status = Number(statusText);
  const title = STATUS_CODES[status];
  if (title === undefined || status < 400) {
    refuse(`the status ${statusText ?? '(none)'}`, 'a registered status from 400 to 599', `Name it after the response: npm run new:response ${name} 425`);
  }
  const taken = responsesIn(root).find((one) => one.status === status);
  if (taken) refuse(`the status ${status}, which ${taken.name}() has`, 'a status that no response has', 'An error with a status finds one response by it.');
  return {
    kind: 'response',
    thing: { name },
    places: placesOfResponse(root, { name, status, title }),
    files: {
      [`src/core/responses/${kebabCase(name)}.ts`]: `import { defineResponse } from './define-response.ts';
import { factsOfMessage, type Message, type ResponseOptions } from './facts-of-message.ts';

/** ${TO_BE_WRITTEN}: what happened, in a sentence, with the section of the RFC. */
export const ${name} = defineResponse({
  name: '${name}',
  status: ${status},
  outcome: (message?: Message, options?: ResponseOptions) => factsOfMessage(message, options),
});
`,
    },
    next: [
      `Write the comment in src/core/responses/${kebabCase(name)}.ts: it stands in the tables of the docs, and an editor shows it.`,
      'Write the line of examples/express/calls.js.',
      'Run the requirements: npm test -- tests/conformance/production-1.test.ts',
    ],
  };
}
