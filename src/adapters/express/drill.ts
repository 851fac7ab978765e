import { type DrillMount, drillDoor } from '../../hosting/shared/drill-door.ts';

/** The members of an Express app that its requests and replies inherit from. */
interface Prototypes {
  readonly request: object;
  readonly response: object;
}

/** Plays a response of the drill before the first middleware. The request and the reply are those that the first middleware would get. */
export function drillStarts(app: Prototypes, mount: DrillMount, request: object, response: object): boolean {
  const { session } = drillDoor;
  if (session === undefined) return false;
  Object.setPrototypeOf(request, app.request);
  Object.setPrototypeOf(response, app.response);
  Object.assign(request, { res: response });
  Object.assign(response, { req: request, locals: (response as { locals?: object }).locals ?? Object.create(null) });
  return session.starts(mount, response) !== undefined;
}
