import type { openApp as OpenApp } from '../../src/drill/run/open-app.ts';
import type { exportPages as ExportPages } from '../../src/export/pages/export-pages.ts';

/** The export of the built package, as the bin runs it. The app is started from dist/. */
export const { exportPages } = (await import(new URL('../../dist/export/pages/export-pages.js', import.meta.url).href)) as {
  readonly exportPages: typeof ExportPages;
};

/** Starts an app as an export does. */
export const { openApp } = (await import(new URL('../../dist/drill/run/open-app.js', import.meta.url).href)) as { readonly openApp: typeof OpenApp };
