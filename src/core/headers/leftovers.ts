/**
 * What a handler that failed may have set to describe the body it never sent. It would describe ours wrongly: a JSON document
 * called gzip, an error page that a cache keeps for an hour. Everything else (CORS, HSTS, CSP, cookies, request ids) stays.
 */
export const LEFTOVERS: readonly string[] = [
  'accept-ranges',
  'age',
  'cache-control',
  'content-digest',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-md5',
  'content-range',
  'content-type',
  'digest',
  'etag',
  'expires',
  'last-modified',
  'location',
  'pragma',
  'refresh',
  'repr-digest',
  'surrogate-control',
  'trailer',
  'transfer-encoding',
  'cdn-cache-control',
  // What htmx and Inertia would do with an answer that never came.
  'hx-location',
  'hx-push-url',
  'hx-redirect',
  'hx-refresh',
  'hx-replace-url',
  'hx-reselect',
  'hx-reswap',
  'hx-retarget',
  'hx-trigger',
  'hx-trigger-after-settle',
  'hx-trigger-after-swap',
  'x-inertia',
  'x-inertia-location',
  'x-inertia-redirect',
];

/** Of a success only the framing is dropped: its handler set the rest on purpose. */
export const FRAMING: readonly string[] = ['content-length', 'transfer-encoding'];
