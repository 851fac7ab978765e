/** Every status that a proxy answers by itself. nginx's own codes 494 to 497 are answered as 431 and 400. */
export const PROXY_STATUSES: readonly number[] = [400, 401, 403, 404, 405, 408, 413, 414, 429, 431, 500, 502, 503, 504];
