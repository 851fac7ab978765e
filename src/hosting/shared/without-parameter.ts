/** Returns the request target without one parameter of its query. All other parameters keep their order and their encoding. */
export function withoutParameter(url: string, name: string): string {
  const [path = '/', query = ''] = url.split(/\?(.*)/s, 2);
  const rest = query.split('&').filter((part) => part !== name && !part.startsWith(`${name}=`));
  return rest.join('') === '' ? path : `${path}?${rest.join('&')}`;
}

/** Returns the same address for a browser behind a proxy that removes a prefix, and for a browser that has come without the proxy. */
export function relativeAddress(target: string): string {
  const [path = '/', query] = target.split(/\?(.*)/s, 2);
  return `./${path.slice(path.lastIndexOf('/') + 1)}${query === undefined ? '' : `?${query}`}`;
}
