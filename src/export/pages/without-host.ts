/**
 * A body without the address that the app was asked at. An absolute address becomes a path, which is right at every address of the app.
 *
 * @param hosts - host names with their ports: `127.0.0.1:40123`
 */
export function withoutHost(body: string, hosts: readonly string[]): string {
  return hosts.filter((host) => body.includes(host)).reduce(withPaths, body);
}

function withPaths(body: string, host: string): string {
  const origins = ['http:', 'https:', ''].map((scheme) => `${scheme}//${host}`);
  return origins.reduce((text, origin) => text.replaceAll(`${origin}/`, '/').replaceAll(origin, '/'), body);
}
