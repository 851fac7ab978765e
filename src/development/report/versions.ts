import type { IncomingRequest } from '../../core/ports/request.ts';

/** The versions that a reader of the report needs. */
export function versionsOf(_request: IncomingRequest): Readonly<Record<string, string>> {
  return { node: process.versions.node };
}
