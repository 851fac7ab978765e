import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { dmmfToRuntimeDataModel, getPrismaClient } from '@prisma/client/runtime/client';
import { getDMMF } from '@prisma/get-dmmf';
import { buildAndSerializeParamGraph } from '@prisma/param-graph-builder';

const require = createRequire(import.meta.url);

const SCHEMA = `
datasource db {
  provider = "postgresql"
}
model Invoice {
  id     Int    @id @default(autoincrement())
  number String @unique
  total  Int
}`;

let client;

/** The client of the schema, as the file that `prisma generate` writes makes it. It needs no database, because it refuses the query before. */
export function prisma() {
  client ??= create();
  return client;
}

function create() {
  const document = getDMMF({ datamodel: SCHEMA });
  const { version } = require('@prisma/client/package.json');
  const PrismaClient = getPrismaClient({
    runtimeDataModel: dmmfToRuntimeDataModel(document.datamodel),
    parameterizationSchema: buildAndSerializeParamGraph(document),
    inlineSchema: SCHEMA,
    activeProvider: 'postgresql',
    previewFeatures: [],
    clientVersion: version,
    engineVersion: version,
    compilerWasm: {
      getRuntime: async () => require('@prisma/client/runtime/query_compiler_fast_bg.postgresql.js'),
      getQueryCompilerWasmModule: async () =>
        new WebAssembly.Module(Buffer.from(require('@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.js').wasm, 'base64')),
      importName: './query_compiler_fast_bg.js',
    },
  });
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: 'postgresql://127.0.0.1:1/gallery' }) });
}
