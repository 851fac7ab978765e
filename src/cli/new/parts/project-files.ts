import type { NewFile } from '../../generate/response-file.ts';

/** `.gitignore`, `.env.example`, and the editor's and the compiler's settings: files that have the same text in every app. */
export const projectFiles = (built: boolean): readonly NewFile[] => [
  { path: '.gitignore', text: `node_modules/\n${built ? 'dist/\n' : ''}.env\n*.log\n` },
  {
    path: '.env.example',
    text: `# Copy this file to .env, which stays out of git.

# Seals what a form takes back to its page. Production needs it, the same on every machine, with 32 characters at least.
# Make one: openssl rand -base64 32
FLASH_SECRET=

# The port of the server. Default: 1337
PORT=
`,
  },
];

/** `tsconfig.json`. Node runs the sources of most apps, and `tsc` only checks them. Nest needs the metadata of its decorators, so `tsc` builds it. */
export function tsconfig(built: boolean): NewFile {
  const shared = { target: 'es2023', lib: ['esnext'], module: 'nodenext', types: ['node'], strict: true, skipLibCheck: true };
  const options = built
    ? {
        ...shared,
        strictPropertyInitialization: false,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        rewriteRelativeImportExtensions: true,
        sourceMap: true,
        rootDir: '.',
        outDir: 'dist',
      }
    : { ...shared, noUncheckedIndexedAccess: true, erasableSyntaxOnly: true, verbatimModuleSyntax: true, allowImportingTsExtensions: true, noEmit: true };
  const config = built ? { compilerOptions: options, include: ['src', 'api', 'test'] } : { compilerOptions: options, exclude: ['node_modules'] };
  return { path: 'tsconfig.json', text: `${JSON.stringify(config, null, 2)}\n` };
}
