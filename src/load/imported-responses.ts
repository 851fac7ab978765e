import { parse } from 'node:path';
import { isDefinedResponse } from '../core/responses/define-response.ts';
import { HalyardError } from '../core/values/errors.ts';
import { type Loaded, type LoadedResponses, responseOf } from './response-files.ts';

/**
 * The response files of an app that a bundler has put into the bundle. The keys are names (`{ outOfStock }`), or paths as `import.meta.glob()` of Vite
 * returns them. The values are responses, modules, or functions that import a module.
 */
export type ResponseImports = Readonly<Record<string, unknown>>;

/**
 * Reads response files that are passed as modules.
 *
 * @throws HalyardError E_RESPONSE_FILE
 */
export async function importedResponses(imports: ResponseImports): Promise<LoadedResponses> {
  if (typeof imports !== 'object' || imports === null) {
    throw new HalyardError('E_RESPONSE_FILE', {
      found: `responses: ${String(imports)} for load()`,
      expected: 'the path of a folder, or an object of modules',
    });
  }
  // The object has no prototype, so that a file called __proto__ is refused and not lost.
  const responses: Record<string, Loaded> = Object.create(null);
  for (const [key, value] of Object.entries(imports)) {
    const isPath = key.includes('/');
    const name = isPath ? parse(key).name : key;
    if (name in responses)
      throw new HalyardError('E_RESPONSE_FILE', { found: `${key} beside another file`, expected: `one file for res.${name}()`, todo: 'Remove one of them.' });
    responses[name] = responseOf(await moduleOf(value, { key, isPath }), key);
  }
  return { responses };
}

/** The module of one import. The function of a path imports a module. The function of a name is a response. */
async function moduleOf(value: unknown, { key, isPath }: { readonly key: string; readonly isPath: boolean }): Promise<Readonly<Record<string, unknown>>> {
  if (typeof value !== 'function' || isDefinedResponse(value)) return isModule(value) ? value : { default: value };
  if (!isPath) return { default: value };
  try {
    return (await (value as () => unknown)()) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new HalyardError('E_RESPONSE_FILE', {
      found: `${key}, which fails when it is loaded: ${String((error as Error)?.message ?? error).split('\n', 1)[0]}`,
      cause: error,
    });
  }
}

function isModule(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
