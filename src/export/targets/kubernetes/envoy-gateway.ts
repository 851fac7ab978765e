import type { ErrorPages } from '../../model/error-page.ts';
import { plainPages } from '../static/plain-pages.ts';
import { yamlString } from './yaml-string.ts';

/** The statuses that Envoy answers with if it cannot reach an app. */
const OWN_STATUSES = [502, 503, 504];

/**
 * The policy of Envoy Gateway, with its pages. `source: Local` leaves the answers of the app as they are. A body is a format string of Envoy, so `%` is
 * written twice.
 *
 * @see https://gateway.envoyproxy.io/docs/tasks/traffic/response-override/
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#format-strings
 */
export function envoyGateway(pages: ErrorPages): string {
  const used = plainPages(pages).filter(({ page }) => page.format === 'html' && OWN_STATUSES.includes(page.status));
  const rules = used.map(
    ({ page }) => `    - match:
        statusCodes:
          - type: Value
            value: ${page.status}
      source: Local
      response:
        contentType: text/html; charset=utf-8
        body:
          type: ValueRef
          valueRef:
            group: ""
            kind: ConfigMap
            name: error-page-${page.status}
`,
  );
  const bodies = used.map(
    ({ page, content }) => `---
apiVersion: v1
kind: ConfigMap
metadata:
  name: error-page-${page.status}
data:
  response.body: ${yamlString(content.replaceAll('%', '%%'))}
`,
  );
  return `# For Envoy Gateway. It needs no Deployment: Envoy itself has the pages, as HTML only.
apiVersion: gateway.envoyproxy.io/v1alpha1
kind: BackendTrafficPolicy
metadata:
  name: error-pages
spec:
  targetRefs:
    - group: gateway.networking.k8s.io
      kind: HTTPRoute
      name: app
  responseOverride:${rules.length === 0 ? ' []' : `\n${rules.join('')}`.trimEnd()}
${bodies.join('')}`;
}
