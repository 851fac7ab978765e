import { ERROR_SERVER } from './dynamic-yaml.ts';

/** The note beside the files: what to do, and what Traefik cannot do. */
export function readme(folder: string): string {
  return `# Error pages for Traefik

Traefik cannot send a file. It asks another server for the body of an error. So this folder has two parts: pages with a small nginx, and the configuration of
Traefik 3, which asks that nginx.

**This configuration was not run with Traefik in our tests.** We read it against the documentation and the source of Traefik 3.7. The nginx part is tested.
After each change, check it with your Traefik: \`npx halyard export --check http://localhost\`, with the app stopped.

## Install

1. Copy this folder to \`${folder}\`.
2. Start the error server on the machine of Traefik: \`nginx -c ${folder}/nginx.conf -g 'daemon off;'\`. It listens on ${ERROR_SERVER} only. It must not stop
   with your app, so let systemd or your container platform run it.
3. Merge \`dynamic.yaml\` into the dynamic configuration. The middlewares belong to each router of your app, in this order.
4. Merge \`static.yaml\` into the static configuration, and restart Traefik.
5. Stop your app, and ask for a page: \`curl -i -H 'Accept: text/html' http://example.com/\`.

On Kubernetes, use the export \`kubernetes\`. It has an image and a \`Middleware\`.

## What it does

- **Status.** Traefik asks for the page with GET, and keeps the status for every method.
- **Format and language.** Traefik passes \`Accept\` and \`Accept-Language\` on, and nginx chooses with the rules of your app.
- **Reference.** nginx makes it. It is in the body, in \`Error-Reference\` and in both access logs. \`Error-Reference\` of your app's own answers is in the log of Traefik, too.

## What Traefik does not do

- It replaces **every** answer of a status that you list, also that of your app. With 502 and 504 these are only your app's own \`badGateway()\` and \`gatewayTimeout()\`.
  Their reference is then in the log of your app only.
- So the other errors of Traefik stay its own: the 404 of a host without a router, a 429 of \`rateLimit\`, a 401 of \`basicAuth\`, a 413 of \`buffering\`.
- Go's server answers a malformed request (400) and a large head (431) itself.
- It makes no id of a request, so your app and Traefik share none. Your app's \`Error-Reference\` joins both logs.
- It cannot look for the file of a maintenance. An app that runs answers the 503 itself.
- By default, Traefik sends all header fields of the client to the error server, also cookies. Traefik 3.7 can limit them with \`errorRequestHeaders\`. If you do,
  list \`Accept\`, \`Accept-Language\`, \`Content-Type\`, \`Sec-Fetch-Dest\` and \`X-Requested-With\`.
`;
}
