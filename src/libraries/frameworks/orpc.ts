import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { mapStatus } from '../map-status.ts';
import { validation } from '../validators/validation.ts';

/**
 * Maps an ORPCError, which the app throws or oRPC's own caller does. Message and data are for the client, as oRPC's own handler sends them. An input that
 * is not valid has its issues.
 */
export function orpc(value: unknown): LibraryMapping | undefined {
  if (!isError(value) || classNamed(value, 'ORPCError') === undefined || typeof readOwn(value, 'defined') !== 'boolean') return undefined;
  const [code, message, data] = [readOwn(value, 'code'), readOwn(value, 'message'), readOwn(value, 'data')];
  const mapping = mapStatus(readOwn(value, 'status'), message === code ? undefined : message);
  if (typeof code !== 'string' || (mapping.status ?? 500) >= 500) return mapping;
  const issues = readOwn(data, 'issues') === undefined ? undefined : validation(data)?.issues;
  return issues === undefined ? { ...mapping, code, data } : { status: mapping.status, code, issues, quotes: true };
}
