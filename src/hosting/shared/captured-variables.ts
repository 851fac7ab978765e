type Session = import('node:inspector').Session;
type Inspector = typeof import('node:inspector');

interface Box {
  readonly target: unknown;
  readonly scopes: Readonly<Record<string, unknown>>[];
}

const KEY = 'halyard.captured';
/** The scopes around the function that are read: its own maker, and the makers of that. */
const MOST_SCOPES = 4;

/**
 * The variables that a function has captured, by name. A middleware of static files, or a mounted app, keeps its folder or its app nowhere else. V8's
 * inspector reads them inside the process, so it is for the development report only. It returns an empty object where there is no such inspector.
 */
export function capturedVariables(target: unknown): Readonly<Record<string, unknown>> {
  if (typeof target !== 'function') return {};
  try {
    const { process } = globalThis as { readonly process?: { getBuiltinModule?(name: string): unknown } };
    const inspector = process?.getBuiltinModule?.('node:inspector') as Inspector | undefined;
    if (inspector === undefined) return {};
    const session = new inspector.Session();
    session.connect();
    try {
      return Object.assign({}, ...scopesOf(session, target).reverse()) as Readonly<Record<string, unknown>>;
    } finally {
      session.disconnect();
      Reflect.deleteProperty(globalThis, Symbol.for(KEY));
    }
  } catch {
    // Other runtimes than Node have no such session.
    return {};
  }
}

/** The scopes of a function, the innermost first. The session is of this thread, so each callback is called at once. */
function scopesOf(session: Session, target: unknown): Box['scopes'] {
  const box: Box = { target, scopes: [] };
  Object.defineProperty(globalThis, Symbol.for(KEY), { value: box, configurable: true });
  const membersOf = (objectId: string | undefined, use: (members: Members) => void): void => {
    if (objectId === undefined) return;
    session.post('Runtime.getProperties', { objectId, ownProperties: true }, (_failed, members) => use(members as unknown as Members));
  };
  session.post('Runtime.evaluate', { expression: `globalThis[Symbol.for('${KEY}')].target` }, (_failed, evaluated) => {
    membersOf(evaluated?.result.objectId, ({ internalProperties }) => {
      const scopes = internalProperties?.find(({ name }) => name === '[[Scopes]]');
      membersOf(scopes?.value?.objectId, ({ result }) => {
        const inner = result.filter(({ value }) => value?.objectId !== undefined && !/^(?:Global|Script|Module)/.test(value.description ?? ''));
        for (const { value } of inner.slice(0, MOST_SCOPES)) {
          const copy = `function () { globalThis[Symbol.for('${KEY}')].scopes.push({ ...this.object }); }`;
          session.post('Runtime.callFunctionOn', { objectId: value?.objectId as string, functionDeclaration: copy }, () => {});
        }
      });
    });
  });
  return box.scopes;
}

interface Property {
  readonly name: string;
  readonly value?: { readonly objectId?: string; readonly description?: string };
}

interface Members {
  readonly result: readonly Property[];
  readonly internalProperties?: readonly Property[];
}
