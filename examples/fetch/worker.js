import { fetch } from './app.js';

/** For Bun (`bun worker.js`), Deno (`deno serve worker.js`) and Workers. Each calls it with a Request and with its own further arguments. */
export default { fetch };
