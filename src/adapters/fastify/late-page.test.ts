import { describe, expect, it } from 'vitest';
import { newApp, PAGE } from '../../../tests/support/fastify-app.ts';
import { halyard } from './fastify.ts';

describe('a thrown error whose page is rendered later', () => {
  it.each(['throws', 'rejects'])('is logged once, and its page is sent, if the handler %s', async (how) => {
    const lines: string[] = [];
    const log = (_: object, line: string): void => void lines.push(line);
    const app = newApp();
    await app.register(halyard, {
      environment: 'production',
      logger: { error: log, warn: log, info: log, debug: log },
      views: { render: async (view) => (view === '500' ? '<p>our page</p>' : undefined) },
    });
    app.get('/', () => {
      if (how === 'rejects') return Promise.reject(new Error('the database is gone'));
      throw new Error('the database is gone');
    });
    const { statusCode, body } = await app.inject({ url: '/', headers: PAGE });
    expect([statusCode, body]).toEqual([500, '<p>our page</p>']);
    expect(lines.filter((line) => !line.startsWith('halyard: '))).toEqual(['GET / 500 serverError: the database is gone']);
  });
});
