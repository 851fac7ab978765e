// Asks a generated Sails app every question twice, without and with the hook, and prints what differs:
//   node scripts/sails-compare.mjs [--quick] [--mode=production] [--all] [--json=FILE] [--docs]
// Each difference is declared with its reason in sails-compare/declared.mjs. It ends with 1 if one is not.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compare } from './sails-compare/compare.mjs';
import { writeDocs } from './sails-compare/write-docs.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    mode: { type: 'string' },
    json: { type: 'string' },
    docs: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) {
  console.log(`Compares the answers of a generated Sails app with and without the hook.

  --quick            only some questions of each kind
  --mode=production  only in this mode (development, production)
  --all              also print the differences that are declared
  --json=FILE        write all answers and differences into a file
  --docs             write the list of differences into docs/sails-hook.md`);
} else {
  const modes = values.mode === undefined ? ['development', 'production'] : [values.mode];
  const results = await compare({ modes, quick: values.quick, progress: (text) => console.error(text) });
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, null, 1));
  if (values.docs) writeDocs(results);
  const counts = new Map();
  let undeclared = 0;
  for (const { question, mode, differences } of results) {
    const open = differences.filter(({ reason }) => reason === undefined);
    if (open.length > 0) undeclared++;
    for (const { reason } of differences) if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    const shown = values.all ? differences : open;
    if (shown.length === 0) continue;
    console.log(`${mode}, ${question.client}: ${question.name}`);
    for (const { aspect, plain, hook, reason } of shown) {
      console.log(`  ${aspect}${reason === undefined ? '' : `   (${reason})`}`);
      console.log(`    without  ${shortened(plain)}\n    with     ${shortened(hook)}`);
    }
  }
  for (const [reason, count] of counts) console.log(`${String(count).padStart(5)}  ${reason}`);
  const same = results.filter(({ differences }) => differences.length === 0).length;
  console.log(
    `${results.length} questions: ${same} the same, ${results.length - same - undeclared} differ as declared, ${undeclared} differ and are not declared.`,
  );
  process.exitCode = undeclared === 0 ? 0 : 1;
}

function shortened(value) {
  const text = String(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
