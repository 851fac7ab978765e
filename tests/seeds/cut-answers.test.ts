import { describe, expect, it } from 'vitest';
import { halyard } from '../../src/adapters/node-http/node-http.ts';
import { ask } from '../sails/clients.ts';
import { served } from './served.ts';

const LISTS: readonly (readonly [string, unknown, string])[] = [
  ['a long text', 'x'.repeat(20_000), ' … (cut)'],
  ['a long list', Array.from({ length: 5_000 }, (_, i) => i), 'more'],
  ['many members', Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`berth ${i}`, 'free'])), '…'],
  ['many levels', JSON.parse('['.repeat(80) + ']'.repeat(80)), '[too deep]'],
];

describe.each(['sails-1', 'sails-0.9'] as const)('the body of an error under %s', (preset) => {
  it.each(LISTS)('has at most 16 KB, and the log says once that %s was cut', async (_, data, mark) => {
    const log: string[] = [];
    const write = (level: string) => (_record: object, line: string) => void (line.includes(' was cut') && log.push(`${level} ${line}`));
    const logger = { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
    const app = halyard({ environment: 'production', preset, logger });
    const server = await served(app.listener((_req, res) => res.badRequest(data as object)));
    try {
      for (let i = 0; i < 3; i++) {
        const answer = await ask(server.origin);
        expect(answer.status).toBe(400);
        expect(answer.text).toContain(mark);
        expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(16_384);
      }
      expect(log.map((line) => line.split(' ', 1)[0])).toEqual(['warn', 'debug', 'debug']);
      expect(log[0]).toContain('halyard: the data of badRequest() was cut.');
    } finally {
      await server.stop();
    }
  });

  it('is complete up to 12 KB, and nothing is logged', async () => {
    const log: string[] = [];
    const write = (_record: object, line: string) => void (line.includes(' was cut') && log.push(line));
    const data = { reason: 'x'.repeat(11_000), berths: Array.from({ length: 40 }, () => '…') };
    const app = halyard({ environment: 'production', preset, logger: { error: write, warn: write, info: write, debug: write } });
    const server = await served(app.listener((_req, res) => res.badRequest(data)));
    try {
      const body = (await ask(server.origin)).json();
      expect(body).toEqual(preset === 'sails-1' ? data : { status: 400, validationErrors: data });
      expect(log).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});
