/** A text that must never reach a client in production. */
export const SECRET = 'S3CRET';
