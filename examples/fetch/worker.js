import { fetch } from './app.js';

/** For Bun (`bun worker.js`), Deno (`deno serve worker.js`) and Workers: each calls it with a Request, and with things of its own. */
export default { fetch };
