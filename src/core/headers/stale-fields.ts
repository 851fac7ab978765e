/**
 * Header fields that a failed handler may have set for a body that it never sent. They would describe the error body wrongly: as gzip, or as a page that a
 * cache keeps for an hour. All other fields stay (CORS, HSTS, CSP, cookies, request ids).
 */
export const STALE_FIELDS: readonly string[] = [
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
  // Instructions for htmx, Inertia and Unpoly that belong to the missing answer.
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
  'x-up-accept-layer',
  'x-up-dismiss-layer',
  'x-up-events',
];

/** Header fields that are dropped from a success. They frame the message, and the handler set all others on purpose. */
export const FRAMING: readonly string[] = ['content-length', 'transfer-encoding'];
