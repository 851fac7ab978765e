/** The members of an Express app that its requests and replies inherit from. */
interface Prototypes {
  readonly request: object;
  readonly response: object;
}

/** Makes a request and its linked reply those that the first middleware of the app would get, for an answer before it. */
export function prepare(app: Prototypes, request: object, response: object): void {
  if (Object.getPrototypeOf(request) !== app.request) Object.setPrototypeOf(request, app.request);
  if (Object.getPrototypeOf(response) !== app.response) Object.setPrototypeOf(response, app.response);
  Object.assign(request, { res: response });
  const reply = response as { locals?: object };
  reply.locals ??= Object.create(null) as object;
}
