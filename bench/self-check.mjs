import { exchange } from './exchange.mjs';
import { SECRET } from './harbour.mjs';
import { startServer } from './server-process.mjs';
import { variants, variantsOf } from './variants.mjs';

/** Node adds these fields to every answer. */
const NODES_OWN = new Set(['date', 'connection', 'keep-alive']);

/** Halyard's answers on node:http, which the bare server repeats. So both always send the same bytes. */
export async function prepare(items) {
  const answers = await ask(
    variants.find(({ id }) => id === 'node-http'),
    items,
  );
  return items.map(({ path, bare }, i) => ({ path, bare, ...answers[i], fields: withoutNodes(answers[i].fields) }));
}

/** Checks that every server answers every item correctly, before anything is measured. @throws Error that names the server and the item. */
export async function selfCheck(items, prepared) {
  for (const variant of new Set(items.flatMap(variantsOf))) {
    const own = items.filter((item) => variantsOf(item).includes(variant));
    const answers = await ask(variant, own, prepared);
    for (const [i, item] of own.entries()) check(variant, item, answers[i]);
  }
}

async function ask(variant, items, prepared) {
  const server = await startServer(variant, { prepared });
  try {
    const answers = [];
    for (const item of items) answers.push(await exchange(server.port, item));
    return answers;
  } finally {
    await server.stop();
  }
}

function check(variant, item, { status, type, body }) {
  const missing = item.contains.find((text) => !body.includes(text));
  const wrong =
    (status !== item.status && `status ${status}, expected ${item.status}`) ||
    // The default answers of a host have their own texts, and some contain the text of the error.
    (!variant.byItself &&
      ((!type.startsWith(item.type) && `content type "${type}", expected ${item.type}`) ||
        (missing !== undefined && `a body without "${missing}"`) ||
        (body.includes(SECRET) && 'a body with the text of the error')));
  if (wrong) throw new Error(`${variant.title} answers "${item.title}" (GET ${item.path}) with ${wrong}. The answer was:\n${body.slice(0, 500)}`);
}

function withoutNodes(fields) {
  return fields.filter((_, i) => !NODES_OWN.has(fields[i - (i % 2)].toLowerCase()));
}
