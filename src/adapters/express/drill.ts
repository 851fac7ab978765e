import { type DrillMount, drillDoor } from '../../hosting/shared/drill-door.ts';
import { prepare } from './prepare.ts';

/** Plays a response of the drill before the first middleware. The request and the reply are those that the first middleware would get. */
export function drillStarts(app: Parameters<typeof prepare>[0], mount: DrillMount, request: object, response: object): boolean {
  const { session } = drillDoor;
  if (session === undefined) return false;
  prepare(app, request, response);
  return session.starts(mount, response) !== undefined;
}
