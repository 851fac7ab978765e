import { writeLog } from '../../core/report/report.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { errorRecord } from '../../core/values/error-reading.ts';
import type { HapiExchange } from './exchange.ts';
import type { Boom } from './internals.ts';
import { thrownError } from './thrown.ts';

/**
 * Emits hapi's `request` event on the channel `error`, as hapi does for an error that it answers itself. So a tracker that listens to it gets each error
 * once. Halyard has logged the error already.
 */
export function emitError({ request }: HapiExchange, boom: Boom, settings: Settings): void {
  const { events } = request.server;
  if (!events.hasListeners('request')) return;
  const tags = ['internal', 'error'];
  const event = { request: request.info.id, timestamp: Date.now(), tags, error: thrownError(boom), channel: 'error' };
  try {
    events.emit({ name: 'request', channel: 'error', tags }, [request, event]);
  } catch (failure) {
    const err = errorRecord(failure, settings.report.now, settings.mapping.mapLibraryValue);
    writeLog(settings.report, 'error', { err }, `a listener of the app's 'request' has failed: ${err.message}`);
  }
}
