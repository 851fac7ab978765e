import { isError, readOwn } from '../../core/values/guarded-read.ts';
import type { LibraryMapping } from '../../core/values/library-mapping.ts';
import { classNamed } from '../class-chain.ts';
import { mapStatus } from '../map-status.ts';
import { classValidator } from '../validators/class-validator.ts';

/** The classes whose texts routing-controllers writes. They repeat the request target or quote the value. */
const OWN_TEXTS = ['AccessDeniedError', 'AuthorizationRequiredError', 'ParamRequiredError', 'InvalidParamError', 'ParameterParseJsonError'];

/** Maps the HttpError of routing-controllers, which has its status in `httpCode`. A body that is not valid has class-validator's list in `errors`. */
export function routingControllers(value: unknown): LibraryMapping | undefined {
  const status = readOwn(value, 'httpCode');
  if (!isError(value) || typeof status !== 'number' || classNamed(value, 'HttpError') === undefined) return undefined;
  const issues = status < 500 ? classValidator(readOwn(value, 'errors'))?.issues : undefined;
  if (issues !== undefined) return { status, issues, quotes: true };
  const message = readOwn(value, 'message');
  if (OWN_TEXTS.some((name) => classNamed(value, name) !== undefined)) return { ...mapStatus(status), quotes: true };
  return mapStatus(status, message);
}
