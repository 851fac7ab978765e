import { defineResponse } from './define-response.ts';

/** It worked, and there is nothing to say (RFC 9110 §15.3.5). */
export const noContent = defineResponse({ name: 'noContent', status: 204, title: 'No Content', outcome: () => ({ dataIsBody: true }) });
