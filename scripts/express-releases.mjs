// Releases of Express, and the packages that trace it, for the tests.
import { readFileSync } from 'node:fs';
import { ensureInstalled } from './separate-install.mjs';

const { description, private: _private, folders, ...manifest } = JSON.parse(readFileSync(new URL('../tests/tracing/packages.json', import.meta.url), 'utf8'));

/** Installs three releases of Express and what traces them, where they are missing. Returns their folder. */
export const ensureExpressReleases = () => ensureInstalled('tracing', { manifest, folders });
