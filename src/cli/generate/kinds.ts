/** What `halyard generate` can write. The keys are what a person types. */
export const KINDS = {
  response: { usage: 'response <name> --status <number>', summary: 'a new response of your app: res.outOfStock()' },
  responses: { usage: 'responses [names]', summary: 'all built-in responses as files, or those that you name' },
  override: { usage: 'override <name>', summary: 'one built-in response, with examples of what you can change' },
  view: { usage: 'view <status>', summary: 'an error page: 404, 500, 4xx, 5xx or any other status' },
} as const;

export type Kind = keyof typeof KINDS;
