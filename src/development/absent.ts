import type { DevelopmentRoom } from '../hosting/shared/development-report.ts';

/** The room on a runtime without Node's modules, such as the edge: every format answers as it is, and nothing is kept. */
export const render: DevelopmentRoom['render'] = async () => undefined;
export const keep: DevelopmentRoom['keep'] = async () => {};
