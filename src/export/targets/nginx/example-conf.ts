import type { TargetOptions } from '../../model/export-target.ts';

/** A whole server in front of the app, for a file in `conf.d`. */
export function exampleConf({ upstream, folder }: TargetOptions): string {
  const { protocol, host, port } = new URL(upstream);
  const server = port === '' ? `${host}:${protocol === 'https:' ? 443 : 80}` : host;
  return `# Made by \`halyard export\`: a whole server. Copy it to /etc/nginx/conf.d/, and change what your server needs.
include "${folder}/http.conf";

upstream halyard_app {
    server ${server};
    # Connections that stay open between two requests.
    keepalive 32;
}

server {
    # The default site of Debian has the same line. Remove /etc/nginx/sites-enabled/default, or the words default_server here.
    listen 80 default_server;
    include "${folder}/server.conf";
    server_tokens off;
    access_log /var/log/nginx/access.log halyard;

    location / {
        proxy_pass ${protocol}//halyard_app;
        proxy_http_version 1.1;
        # A location that sets one of these sets all of them again: nginx takes none from the outside.
        proxy_set_header Host $host;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $halyard_connection;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        # The app logs it as requestId. The id of a client is replaced.
        proxy_set_header X-Request-Id $request_id;
    }
}
`;
}
