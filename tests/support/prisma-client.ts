import { createRequire } from 'node:module';
import { dmmfToRuntimeDataModel, getPrismaClient } from '@prisma/client/runtime/client';
import { getDMMF } from '@prisma/get-dmmf';
import { buildAndSerializeParamGraph } from '@prisma/param-graph-builder';

type Query = (args: object) => Promise<unknown>;

/** The part of a client that the specs use: the models, and raw queries. */
export type Client = Readonly<Record<string, Readonly<Record<string, Query>>>> & {
  readonly $queryRawUnsafe: (sql: string) => Promise<unknown>;
  readonly $disconnect: () => Promise<void>;
};

/** A global of Node that its types leave out. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

const require = createRequire(import.meta.url);
const COMPILER = 'query_compiler_fast_bg';

/**
 * Creates the PrismaClient of a schema, as the file that `prisma generate` writes does. It uses the same parts of Prisma: the schema's parser,
 * the graph of parameters, the runtime, and the query compiler. Prisma's own command line is not used, because it downloads its engines from
 * outside npm.
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
