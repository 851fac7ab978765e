import { defineResponse } from './define-response.ts';

/**
 * The request succeeded, and there is no body (RFC 9110 §15.3.5).
 *
 * @example
 * return res.noContent();
 */
export const noContent = defineResponse({ name: 'noContent', status: 204, outcome: () => ({ dataIsBody: true }) });
