import { isIP } from 'node:net';

/** systemd makes this folder for the service, and removes it. */
export const RUNTIME = '/run/app-error-pages';

/** The address of the app for `listen` and `ListenStream=`: `127.0.0.1:1337`. systemd reads no name of a host, so a name other than `localhost` gives the port. */
export function addressOf(upstream: string): string {
  const { hostname, port: own, protocol } = new URL(upstream);
  const port = own === '' ? (protocol === 'https:' ? '443' : '80') : own;
  if (hostname === 'localhost') return `127.0.0.1:${port}`;
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? port : `${hostname}:${port}`;
}

/** The unit of the app. With `Restart=`, a service is failed only after its starts have reached the limit, and then `OnFailure=` is started (systemd.unit(5)). */
export function appService(): string {
  return `# An example for a Node app. Change the lines User, WorkingDirectory and ExecStart.
[Unit]
Description=The app
Wants=network-online.target
After=network-online.target
# After five starts within a minute, the app is failed. Then the error pages take its port.
StartLimitIntervalSec=60
StartLimitBurst=5
OnFailure=app-error-pages.service

[Service]
Type=exec
User=app
WorkingDirectory=/srv/app
Environment=NODE_ENV=production
ExecStart=/usr/bin/node server.js
Restart=always
RestartSec=1
# The time for open requests, after SIGTERM.
TimeoutStopSec=30
KillMode=mixed
NoNewPrivileges=true
ProtectSystem=full
PrivateTmp=true

[Install]
WantedBy=multi-user.target
`;
}

/** systemd listens in place of the app, so that a restart refuses no connection (systemd.socket(5)). */
export function appSocket(address: string): string {
  return `# Optional: systemd keeps the port open while the app restarts. The app listens with server.listen({ fd: 3 }).
[Unit]
Description=The port of the app

[Socket]
ListenStream=${address}
# Connections that wait for the app.
Backlog=4096

[Install]
WantedBy=sockets.target
`;
}

/** The unit of the error pages. `Conflicts=` stops it when the app is started. Stop jobs come first (systemd.unit(5)), so the port is free in time. */
export function errorService(folder: string): string {
  const configuration = unitWord(`${folder}/nginx.conf`);
  return `[Unit]
Description=Error pages in place of the app, while it is failed
Conflicts=app.service app.socket
After=app.service app.socket

[Service]
Type=exec
DynamicUser=true
RuntimeDirectory=app-error-pages
ExecStartPre=/usr/sbin/nginx -t -q -e stderr -c ${configuration}
ExecStart=/usr/sbin/nginx -e stderr -c ${configuration} -g "daemon off;"
Restart=on-failure
RestartSec=1
NoNewPrivileges=true
# For a port below 1024, remove the line NoNewPrivileges and the sign # of the next line.
# AmbientCapabilities=CAP_NET_BIND_SERVICE
`;
}

/** A word of a command line in a unit: quoted, and without specifiers (`%`) and variables (`$`) (systemd.service(5)). */
function unitWord(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replaceAll('%', '%%').replaceAll('$', '$$$$')}"`;
}
