import { FORMATS } from '../../src/core/formats/index.ts';
import { Occurrence } from '../../src/core/pipeline/occurrence.ts';
import type { Environment } from '../../src/core/ports/environment.ts';
import type { IncomingRequest } from '../../src/core/ports/request.ts';
import { safeOutcome } from '../../src/core/responses/define-response.ts';
import type { Outcome } from '../../src/core/responses/outcome.ts';
import type { ResponseEntry } from '../../src/core/responses/response-table.ts';
import type { Options } from '../../src/core/settings/options.ts';
import { settingsOf } from '../../src/core/settings/settings.ts';
import { localClients } from '../../src/hosting/shared/local-clients.ts';

/** A request of a client on this machine. */
export const request = {
  method: 'GET',
  url: '/',
  httpVersion: '1.1',
  remoteAddress: '127.0.0.1',
  localPort: 80,
  header: (name: string) => (name === 'host' ? 'localhost' : undefined),
  fieldNames: () => ['host'],
  replyHeader: () => undefined,
} as unknown as IncomingRequest;

export function environmentOf(mode: Environment['mode']): Environment {
  const logger = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
  return {
    mode,
    modeReason: 'it is set by the test',
    now: () => performance.now(),
    random: (bytes) => crypto.getRandomValues(bytes),
    logger,
    localClients: localClients('it is set by the test'),
  };
}

/** The complete answers in all formats: status, header fields and body. */
export async function everyAnswer(
  outcomeFor: (settings: ReturnType<typeof settingsOf>) => Outcome,
  mode: Environment['mode'] = 'production',
  options: Options = {},
): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const { name: format } of FORMATS) {
    const settings = settingsOf({ logger: false, format, ...options }, environmentOf(mode));
    const { status, headers, body, value } = await new Occurrence(settings, request, outcomeFor(settings)).represent();
    answers.push([status, JSON.stringify(headers), body, JSON.stringify(value)].join('\n'));
  }
  return answers;
}

/** The outcome of a response method that the app calls. */
export const called =
  (name: string, ...args: readonly unknown[]) =>
  (settings: ReturnType<typeof settingsOf>): Outcome =>
    safeOutcome((settings.mapping.responses.byName.get(name) as ResponseEntry).definition, args);
