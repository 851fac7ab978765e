interface Facts {
  readonly address: string;
  readonly folder: string;
  readonly has503: boolean;
}

/** The note of what to do with the files, and what systemd cannot do. */
export function systemdNote({ address, folder, has503 }: Facts): string {
  const missing = has503 ? '' : '\n**This export has no page for 503.** Export again with `--statuses 503`.\n';
  return `# Error pages with systemd
${missing}
This is for an app that has no proxy in front. If nginx or Caddy is in front of your app, use the export for it instead: it also answers during a restart.

## What happens

1. \`Restart=always\` starts the app again one second after it ends.
2. If that fails five times within a minute, systemd gives up. \`OnFailure=\` starts \`app-error-pages.service\`.
3. nginx takes the port ${address}. It answers every request with your page for 503, in the format that the client accepts, for every method.
4. \`systemctl reset-failed app; systemctl start app\` stops nginx and starts the app again. Use both lines in a deploy too. Without \`reset-failed\`, systemd
   refuses a start within the minute of the five failures.

## What to do

1. Install nginx, and put this folder at \`${folder}\`. Every user must be able to read it.
2. Merge \`app.service\` into the unit of your app: the lines \`OnFailure\`, \`StartLimit…\` and \`Restart…\` are the ones that matter.
   If your unit has another name, write it into \`Conflicts=\` and \`After=\` of \`app-error-pages.service\`.
3. Copy the units to \`/etc/systemd/system\`, check them, and load them:

\`\`\`sh
systemd-analyze verify /etc/systemd/system/app.service /etc/systemd/system/app-error-pages.service
systemctl daemon-reload
\`\`\`

4. Do not enable \`app-error-pages.service\`. Only a failure starts it.

## A restart without refused connections

Between the end of the app and its next start, nobody listens, and a client gets "connection refused". With \`app.socket\`, systemd listens, and a connection waits
until the app is there. Your app takes the socket over, as file descriptor 3:

\`\`\`js
server.listen(process.env.LISTEN_FDS === '1' ? { fd: 3 } : { port: 1337 });
\`\`\`

Copy \`app.socket\` too, and enable it: \`systemctl enable --now app.socket\`. After the limit of starts, the socket ends as well, and nginx takes the port.
\`systemctl reset-failed app.socket app; systemctl start app.socket app\` starts both again.

## What it does not do

- **Before the limit**, a client of the port gets no page: it waits (with the socket), or is refused (without).
- **Reference.** nginx makes one for each request. It is in the page, in the header \`Error-Reference\`, and in the journal (\`journalctl -t error_pages\`).
- **TLS.** The error pages speak HTTP. If your app itself speaks HTTPS, put a proxy in front.

## Sources

- [systemd.unit(5)](https://www.freedesktop.org/software/systemd/man/latest/systemd.unit.html): OnFailure=, Conflicts=, StartLimitBurst=
- [systemd.service(5)](https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html): Restart=
- [systemd.socket(5)](https://www.freedesktop.org/software/systemd/man/latest/systemd.socket.html)
- [server.listen(handle)](https://nodejs.org/api/net.html#serverlistenhandle-backlog-callback)
`;
}
