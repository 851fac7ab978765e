import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import express from 'express';
import { prisma } from './prisma.mjs';

export const invoices = express.Router();

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

invoices.get('/typescript', async (_, response) => {
  response.json(await (await tax()).withTax([{ text: 'Rope', price: 1_200 }, { text: 'Anchor' }]));
});

invoices.get('/template', (_, response) => {
  response.render('receipt', { number: 'R-1042', lines: [{ text: 'Rope', price: 1_200 }] });
});

invoices.get('/prisma', async (_, response) => {
  const invoice = await prisma().invoice.create({ data: { number: 'R-1042', totl: 1_200 } });
  response.json(invoice);
});

/** Builds the TypeScript file once, as `tsup` and `esbuild` do. */
async function tax() {
  process.setSourceMapsEnabled(true);
  const outfile = here('../../node_modules/.cache/halyard-gallery/tax.mjs');
  await build({
    entryPoints: [here('tax.ts')],
    outfile,
    format: 'esm',
    bundle: true,
    platform: 'node',
    minifySyntax: true,
    sourcemap: 'linked',
    logLevel: 'error',
  });
  return import(outfile);
}
