/** The note of what to do with the files, and what a cluster cannot do. */
export function kubernetesNote(statuses: readonly number[]): string {
  const missing = [502, 503, 504].filter((status) => !statuses.includes(status));
  const warning = missing.length === 0 ? '' : `\n**This export has no page for ${missing.join(', ')}.** Export again with these statuses.\n`;
  return `# Error pages for Kubernetes
${warning}
An image with nginx and your pages answers in place of an app that is down. nginx runs without privileges, and with a read-only file system.

## What to do

1. Build the image and push it: \`docker build -t registry.example.com/error-pages:1 .\`
2. Write your own registry into \`deployment.yaml\`.
3. Apply it in the namespace of your app: \`kubectl apply -f deployment.yaml -f service.yaml\`
4. Connect your Ingress or Gateway, as below.

Try it without a cluster: \`docker run --rm --read-only --tmpfs /tmp -p 8080:8080 registry.example.com/error-pages:1\`, then
\`curl -i -X POST -H 'X-Code: 502' -H 'X-Format: application/json' http://localhost:8080/\`.

## How the image answers

| Request | Answer |
| --- | --- |
| \`X-Code: 502\` (ingress-nginx) | 502, in the format that \`X-Format\` asks for |
| \`/502\` (Traefik) | 502, in the format that \`Accept\` asks for |
| \`/healthz\` | 200 |
| anything else | 404 |

The status stays for every method. The formats, the headers and the negotiation are those of your app. An \`X-Code\` without a page is answered with 500.
The reference is the \`X-Request-ID\` of the Ingress. It is in the page, in \`Error-Reference\`, in the log of this image, and in the log of your app
(\`requestId\`).

## ingress-nginx

The project ended in March 2026, and gets no security fixes any more. Use this for a cluster that still has it, and plan another controller.

Copy the annotations of \`ingress-nginx.yaml\`. \`custom-http-errors\` also replaces the answers of your app with these statuses. So list only statuses that your
app does not make. Your app may answer 503 itself, and loses its body then. The status 503 is listed because a Service without a ready pod answers with it.

To show your own 404 for a host that no Ingress has, start the controller with \`--default-backend-service=NAMESPACE/error-pages\`.

## Traefik

Apply \`traefik.yaml\`, and name the middlewares \`error-pages-client-fields\` and \`error-pages\` in your IngressRoute, in this order. The first one
removes fields of the client that would choose the page and its reference. So the image makes the reference.
 Traefik asks the image with GET and the headers of the client, and keeps the
status itself. It also replaces answers of your app with 502 to 504.

## Gateway API

The Gateway API has no field for error pages. Each implementation has its own:

- **Envoy Gateway**: apply \`envoy-gateway.yaml\`. \`source: Local\` replaces only what Envoy itself answers, so the answers of your app pass. If kubectl refuses
  the field \`source\`, your version is older and would replace both. Every client gets HTML in the default language, without a reference.
- **Traefik**: an \`ExtensionRef\` filter of the HTTPRoute names each middleware.
- **NGINX Gateway Fabric**, **Istio** and others: look for their own policy. Without one, put nginx with the export for nginx in front of your app.

## Sources

- [Custom errors of ingress-nginx](https://kubernetes.github.io/ingress-nginx/user-guide/custom-errors/)
- [Annotations of ingress-nginx](https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-http-errors)
- [Errors middleware of Traefik](https://doc.traefik.io/traefik/reference/routing-configuration/http/middlewares/errorpages/)
- [Response override of Envoy Gateway](https://gateway.envoyproxy.io/docs/tasks/traffic/response-override/)
`;
}
