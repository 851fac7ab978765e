import type { Options } from './options.ts';

/** The options that `Forms` resolves; `settingsOf` resolves the others. */
export type FormOptions = Pick<Options, 'flash' | 'origin' | 'base' | 'htmx' | 'inertia'>;

/** The options that the hosting code resolves. */
export type HostingOptions = Pick<Options, 'editor' | 'maintenance'>;
