import type { Level } from '../../core/ports/logger.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { classNamed } from '../../libraries/class-chain.ts';
import { isHttpException } from '../../libraries/frameworks/nest.ts';

/**
 * Logs an IntrinsicException of Nest 11 and newer at the level `debug`, because Nest's own filter does not log it. An HttpException extends it, and has the
 * level of its status.
 */
export function quietIntrinsic({ report }: Settings): void {
  const { level } = report;
  const levelOf = (status: number, cause: unknown): Level | false => {
    const own = level(status, cause);
    return own !== false && classNamed(cause, 'IntrinsicException') !== undefined && !isHttpException(cause) ? 'debug' : own;
  };
  // The settings were made for this mount.
  Object.assign(report, { level: levelOf });
}
