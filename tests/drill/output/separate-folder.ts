import { readFileSync } from 'node:fs';

const { ensureInstalled } = (await import(new URL('../../../scripts/separate-install.mjs', import.meta.url).href)) as {
  ensureInstalled(name: string, wanted: { manifest: object }): string;
};

/** The folder with the schema of SARIF and a strict parser of XML. They are installed only for these specs. */
export function separateFolder(): string {
  return ensureInstalled('drill-output', { manifest: JSON.parse(readFileSync(new URL('separate.json', import.meta.url), 'utf8')) as object });
}
