import { yamlString } from '../kubernetes/yaml-string.ts';

/** Where the error server listens. Only Traefik on the same machine reaches it. */
export const ERROR_SERVER = '127.0.0.1:8089';

/**
 * The dynamic configuration, for the file provider of Traefik 3.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/errorpages/
 */
export function dynamicYaml(upstream: string): string {
  return `# The dynamic configuration of Traefik 3: an app, and its error pages. Change the rule and the entry point of the router.
http:
  routers:
    app:
      rule: Host(\`example.com\`)
      entryPoints:
        - web
      middlewares:
        - halyard-client-fields
        - halyard-errors
      service: app

  middlewares:
    # A client cannot choose the reference of a page, nor its status. Your app makes an id of its own.
    halyard-client-fields:
      headers:
        customRequestHeaders:
          X-Request-Id: ""
          X-Code: ""
          X-Format: ""
    # Traefik replaces every answer of these statuses, also one of your app. So 400, 404, 429, 500 and 503 are not among them.
    # Add "503" if your service has a health check: then Traefik answers 503 itself while no server is healthy.
    halyard-errors:
      errors:
        status:
          - "502"
          - "504"
        query: /{status}
        service: halyard-error-pages

  services:
    app:
      loadBalancer:
        servers:
          - url: ${yamlString(upstream)}
        serversTransport: halyard-app
    halyard-error-pages:
      loadBalancer:
        servers:
          - url: http://${ERROR_SERVER}

  # 504: without these limits, a visitor waits for an app that hangs.
  serversTransports:
    halyard-app:
      forwardingTimeouts:
        dialTimeout: 3s
        responseHeaderTimeout: 60s
`;
}

/** The lines of the static configuration that load the file, and write each reference into the access log. */
export function staticYaml(folder: string): string {
  return `# Lines for the static configuration of Traefik 3 (traefik.yml).
entryPoints:
  web:
    address: ":80"
providers:
  file:
    filename: ${yamlString(`${folder}/dynamic.yaml`)}
# Each line has the reference of the answer, under downstream_Error-Reference.
accessLog:
  format: json
  fields:
    headers:
      names:
        Error-Reference: keep
`;
}
