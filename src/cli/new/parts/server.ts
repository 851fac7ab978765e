/** The file that `npm start` runs: it listens, with messages for an unusable port, and stops cleanly. */
export const SERVER = `import { existsSync } from 'node:fs';
import { listen } from './listen.ts';
«import type { Listening } from './listen.ts';
»
// Settings of this machine, such as FLASH_SECRET. The variables of the process win.
if (existsSync('.env')) process.loadEnvFile();

const wanted = process.env.PORT || '1337';
if (/^\\d{1,5}$/.test(wanted) && Number(wanted) <= 65_535) listen(Number(wanted)).then(listening, failed);
else fail(\`PORT is "\${wanted}". Expected a number from 0 to 65535; 0 takes any free port.\`);

function listening({ port, close }«: Listening»)«: void» {
  const url = \`http://localhost:\${port}\`;
  console.log(\`
{{name}} is listening: \${url}
  Send the empty form: it comes back with what is missing. The same as a program sees it:

  curl -i \${url}/messages/99           a message that is not there: 404
  curl -i -d "name=Ada" \${url}/messages  a form with a missing field: 400
  curl -i \${url}/no/such/page          an address without a route: 404

Stop with Ctrl-C.
\`);
  // Pending requests get two seconds to end.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      setTimeout(() => process.exit(), 2_000).unref();
      close();
    });
  }
}

function failed(error«: NodeJS.ErrnoException»)«: void» {
  if (error.code === 'EADDRINUSE') fail(\`Port \${wanted} is in use. Stop the program that uses it, or choose another port: PORT=8080 npm start\`);
  else if (error.code === 'EACCES') fail(\`You may not open port \${wanted}. Choose one above 1023: PORT=8080 npm start\`);
  else fail(error);
}

function fail(reason«: unknown»)«: void» {
  console.error(reason);
  process.exit(1);
}
`;

/** What `listen.ts` begins with, on a host whose server is one of \`node:http\`. */
export const NODE_LISTEN = (imports: string, server: string): string => `import { once } from 'node:events';
«import type { AddressInfo } from 'node:net';
»${imports}

${LISTENING}
/** Starts the app on a port. 0 takes any free one. */
export async function listen(wanted«: number»)«: Promise<Listening>» {
  const server = ${server};
  server.listen(wanted);
  await once(server, 'listening');
  const { port } = server.address()« as AddressInfo»;
  return { port, close: () => server.close() };
}
`;

/** The type of what `listen()` returns. */
export const LISTENING = `«/** A running app: server.ts starts one, and so does each file of tests. */
export interface Listening {
  readonly port: number;
  close(): unknown;
}
»`;
