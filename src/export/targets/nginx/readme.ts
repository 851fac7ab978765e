import type { TargetOptions } from '../../model/export-target.ts';

/** The note for the person who installs the files. */
export function readme({ folder, upstream, maintenanceFile }: TargetOptions): string {
  return `# Error pages for nginx

nginx answers with these pages when it cannot reach the app at ${upstream}, or when it refuses a request. The answers of the app pass as they are.

## Install

1. Copy this folder to \`${folder}\`. nginx must be able to read it.
2. In the block \`http\`: \`include "${folder}/http.conf";\`
3. In each block \`server\`: \`include "${folder}/server.conf";\`

In the location with your \`proxy_pass\`, add \`proxy_set_header X-Request-Id $request_id;\`. The app then logs the reference as \`requestId\`.
In the server, use the log format: \`access_log /var/log/nginx/access.log halyard;\`. A search for the reference of a page then finds the request.
\`example.conf\` is a whole server that has all of this.

Reload with \`sudo nginx -t && sudo nginx -s reload\`. Then stop the app and check: \`npx halyard export --check http://localhost\`.
To undo it, take the lines out and reload.

## What to know

- **An \`error_page\` of your own.** A block \`location\` with its own \`error_page\` loses those of the server. Write \`include "${folder}/error-pages.conf";\` after it, in the same block. The first \`error_page\` for a status counts, so yours stays.
- **A page by name.** \`error_page 502 @name\` with static files answers a POST with 405. The files here use a path, so a POST gets its 502.
- **\`proxy_intercept_errors\`** must be off, which is the default. Else nginx replaces the app's own errors.
- **\`add_header\`** of your server does not reach the error pages. Write headers such as \`Strict-Transport-Security\` into the location of \`server.conf\`.
- **\`return\`, \`if\` or \`rewrite\` outside of a location** runs for the error pages, too. nginx then answers with its own page. Move it into a location.
- **\`conf.d\`** is read in the order of the file names. The file that includes \`http.conf\` comes before those with \`access_log … halyard\`: call it \`00-halyard.conf\`.
- **Two apps behind one nginx** need names of their own. After the second export, run this in its folder: \`grep -rl halyard_ . | xargs sed -i 's/halyard_/shop_/g'\` and \`sed -i 's/log_format halyard/log_format shop/' http.conf\`.
- **\`auth_request\`** outside of a location needs \`auth_request off;\` in the location of \`server.conf\`.
- **408.** nginx closes the connection of a client that is too slow. It sends no answer.
- **400, 414 and 431.** nginx finds some of these errors before it has read \`Accept\`. The answer is then JSON, the default of Halyard.
- **\`Accept\`** decides as in the app, with two exceptions. nginx before 1.23 reads the first of several fields \`Accept\`. If a list has one type twice with other values below 1, the first counts.
- **An EventSource** gets the status of the error. The app itself would answer 200, so that the browser connects again.
${maintenanceFile === undefined ? '' : `- **Maintenance.** While \`${maintenanceFile}\` exists and the app cannot be reached, nginx answers 503. nginx must be able to see this file.\n`}`;
}
