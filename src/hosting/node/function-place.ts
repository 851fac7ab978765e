import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Property {
  readonly name: string;
  readonly value?: { readonly value?: { readonly scriptId: string; readonly lineNumber: number } };
}

const KEY = 'halyard.place';

/** Where a function is written: `app.js:41`. It asks V8's inspector inside the process, so it is for development only. `undefined`: it cannot be found. */
export async function placeOf(target: unknown): Promise<string | undefined> {
  try {
    const { Session } = await import('node:inspector');
    const session = new Session();
    session.connect();
    try {
      return place(session, target);
    } finally {
      session.disconnect();
      Reflect.deleteProperty(globalThis, Symbol.for(KEY));
    }
  } catch {
    // Other runtimes than Node have no such session.
    return undefined;
  }
}

function place(session: import('node:inspector').Session, target: unknown): string | undefined {
  const urls = new Map<string, string>();
  let found: Property | undefined;
  Object.defineProperty(globalThis, Symbol.for(KEY), { value: target, configurable: true });
  session.on('Debugger.scriptParsed', ({ params }) => void urls.set(params.scriptId, params.url));
  session.post('Debugger.enable');
  // The session is of this thread, so each callback is called at once.
  session.post('Runtime.evaluate', { expression: `globalThis[Symbol.for('${KEY}')]` }, (_failed, evaluated) => {
    const objectId = evaluated?.result.objectId;
    if (objectId === undefined) return;
    session.post('Runtime.getProperties', { objectId, ownProperties: true }, (_error, properties) => {
      found = (properties?.internalProperties as readonly Property[] | undefined)?.find(({ name }) => name === '[[FunctionLocation]]');
    });
  });
  const { scriptId, lineNumber } = found?.value?.value ?? {};
  const url = scriptId === undefined ? undefined : urls.get(scriptId);
  if (url === undefined || lineNumber === undefined || url === '' || url.startsWith('node:')) return undefined;
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  return `${relative(process.cwd(), path)}:${lineNumber + 1}`;
}
