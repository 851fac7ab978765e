import type { Client } from '../../core/ports/request.ts';
import { isLoopbackAddress } from './loopback.ts';

/**
 * The names and prefixes of request fields that proxies, tunnels, CDNs, load balancers and login services add. A browser or curl does not send them
 * to a server directly. Tracing fields (`traceparent`, `x-b3-*`, `x-request-id`) are not listed, because clients send them too.
 */
const EXACT: ReadonlySet<string> = new Set([
  ...['via', 'x-real-ip', 'x-remote-ip', 'x-remote-addr', 'x-connecting-ip', 'client-ip', 'x-ip', 'x-host', 'x-scheme', 'x-url-scheme', 'x-proto'],
  ...['front-end-https', 'disguised-host', 'x-request-start', 'x-queue-start', 'x-rewrite-url', 'x-iinfo', 'x-site-deployment-id', 'eagleid', 'x-cache'],
  // A login service sends the user to the app in these fields.
  ...['remote-user', 'remote-name', 'remote-email', 'remote-groups', 'x-remote-user', 'x-remote-groups', 'x-user-claims'],
  ...['remote-addr', 'remote-host', 'remote-port', 'remote-ip', 'x-remote-host', 'x-remote-port', 'x-via', 'https', 'x-https', 'http-x-forwarded-for'],
  ...['cluster-client-ip', 'x-auth-user', 'x-vcap-request-id'],
  'max-forwards',
]);
const PREFIXES = [
  ...[
    'forwarded',
    'x-forwarded',
    'x-forward-',
    'z-forwarded',
    'x-bluecoat',
    'x-imforwards',
    'x-original-',
    'x-originating-',
    'x-client-',
    'x-cluster-',
    'x-proxy',
    'x-proxied',
    'proxy-',
    'x-real-',
    'x-true-',
    'true-client-',
  ],
  ...[
    'x-nginx',
    'x-accel-',
    'x-haproxy',
    'x-traefik',
    'x-envoy-',
    'x-istio-',
    'x-varnish',
    'x-squid',
    'x-arr-',
    'x-iis-',
    'x-kong-',
    'x-consumer-',
    'x-caddy-',
  ],
  ...['cf-', 'cdn-', 'x-cdn', 'cloudfront-', 'x-amz-cf-', 'x-amzn-', 'x-apigateway-', 'fastly-', 'x-fastly', 'akamai-', 'x-akamai-', 'x-edge-', 'surrogate-'],
  ...[
    'incap-',
    'x-sucuri-',
    'x-imperva',
    'ali-cdn-',
    'x-tencent-',
    'x-bunny',
    'x-stackpath',
    'x-sp-',
    'x-azure-',
    'x-fd-',
    'x-appservice-',
    'x-ms-',
    'x-waws-',
  ],
  ...['x-goog', 'x-gfe-', 'x-appengine-', 'x-cloud-', 'x-serverless-', 'fly-', 'x-vercel-', 'x-now-', 'x-nf-', 'x-netlify', 'x-render-', 'rndr-', 'x-railway-'],
  ...['heroku-', 'x-heroku', 'x-koyeb', 'x-scalingo', 'x-clever', 'do-connecting-ip', 'x-do-', 'x-replit-', 'x-gitpod', 'x-codespaces', 'x-github-codespace'],
  ...[
    'ngrok-',
    'x-ngrok',
    'x-tunnel',
    'x-ms-tunnel',
    'x-localtunnel',
    'bypass-tunnel',
    'x-devtunnel',
    'tailscale-',
    'x-tailscale',
    'x-zrok',
    'x-pinggy',
    'x-loophole',
  ],
  ...['ssl-', 'x-ssl-', 'x-tls-', 'x-mtls', 'client-cert', 'x-url-', 'x-lb-', 'x-elb-', 'x-alb-', 'x-gateway-', 'x-ingress', 'x-k8s', 'x-openshift', 'x-wap-'],
  ...['x-auth-request-', 'x-authentik', 'x-authelia', 'x-pomerium', 'x-vouch', 'x-webauth-', 'x-oauth2-proxy', 'oidc-', 'x-oidc-', 'x-userinfo', 'wl-proxy-'],
  ...[
    'shib-',
    'mellon-',
    'x-teleport-',
    'iv-',
    'sm-user',
    'x-credential-',
    'x-jwt-assertion',
    'x-anonymous-consumer',
    'l5d-',
    'x-linkerd',
    'x-cilium',
    'x-dapr',
  ],
];

/** The fields that the proxy of a development server can add (the option `xfwd` of Vite and webpack). */
const OF_A_FRONT_END: ReadonlySet<string> = new Set(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto']);

/** The names of the fields that only a proxy adds. A proxy may write `_` for `-`, as in CGI and in nginx configurations. */
export function proxyFields(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase().replaceAll('_', '-')).filter((name) => EXACT.has(name) || PREFIXES.some((prefix) => name.startsWith(prefix)));
}

/** The host of a front-end server on this machine, from `X-Forwarded-Host`. `undefined` if a client in `X-Forwarded-For` is on another machine. */
export function frontEndHost(client: Client, fields: readonly string[]): string | undefined {
  const clients = client.header('x-forwarded-for');
  if (clients === undefined || !fields.every((name) => OF_A_FRONT_END.has(name))) return undefined;
  return clients.split(',').every((address) => isLoopbackAddress(address.trim())) ? client.header('x-forwarded-host')?.toLowerCase() : undefined;
}
