import { createRequire } from 'node:module';
import { dmmfToRuntimeDataModel, getPrismaClient } from '@prisma/client/runtime/client';
import { getDMMF } from '@prisma/get-dmmf';
import { buildAndSerializeParamGraph } from '@prisma/param-graph-builder';

type Query = (args: object) => Promise<unknown>;

/** As much of a client as the specs use: the models, and raw queries. */
export type Client = Readonly<Record<string, Readonly<Record<string, Query>>>> & {
  readonly $queryRawUnsafe: (sql: string) => Promise<unknown>;
  readonly $disconnect: () => Promise<void>;
};

/** A global of Node that its types leave out. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

const require = createRequire(import.meta.url);
const COMPILER = 'query_compiler_fast_bg';

/**
 * The PrismaClient of a schema, put together as the file that `prisma generate` writes does it, from the same parts of Prisma: the schema's
 * parser, the parameters' graph, the runtime, and its query compiler. Prisma's own command line is left out, for its engines are fetched
 * from outside npm when it is installed.
 */
export function prismaClient(schema: string): new (options: object) => Client {
  const document = getDMMF({ datamodel: schema });
  if ('error' in document) throw document.error;
  const clientVersion: string = require('@prisma/client/package.json').version;
  return getPrismaClient({
    runtimeDataModel: dmmfToRuntimeDataModel(document.datamodel),
    parameterizationSchema: buildAndSerializeParamGraph(document),
    inlineSchema: schema,
    activeProvider: 'postgresql',
    previewFeatures: [],
    clientVersion,
    engineVersion: clientVersion,
    compilerWasm: {
      getRuntime: async () => require(`@prisma/client/runtime/${COMPILER}.postgresql.js`),
      getQueryCompilerWasmModule: async () =>
        new WebAssembly.Module(Buffer.from(require(`@prisma/client/runtime/${COMPILER}.postgresql.wasm-base64.js`).wasm, 'base64')),
      importName: `./${COMPILER}.js`,
    },
  }) as unknown as new (
    options: object,
  ) => Client;
}
