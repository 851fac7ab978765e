import { describe, expect, it } from 'vitest';
import { called, everyAnswer } from '../../../tests/support/every-answer.ts';
import { forbidden } from '../responses/index.ts';

describe('the client gets the message of the app, in production too', () => {
  const shownIn = async (name: string, ...args: readonly unknown[]): Promise<readonly string[]> => everyAnswer(called(name, ...args));

  it.each<[string, readonly unknown[]]>([
    ['forbidden', ['Only the owner may']],
    ['notFound', ['Only the owner may']],
    ['badRequest', ['Only the owner may']],
    ['badRequest', [['Only the owner may']]],
    ['badRequest', [{ berth: 'Only the owner may' }]],
    ['badRequest', [{ issues: [{ message: 'Only the owner may', path: ['berth'] }] }]],
    ['notFound', [forbidden('Only the owner may')]],
    ['serviceUnavailable', ['Only the owner may', { expose: true }]],
  ])('%s(%o)', async (name, args) => {
    for (const answer of await shownIn(name, ...args)) expect(answer).toContain('Only the owner may');
  });

  it('but not with expose: false', async () => {
    for (const answer of await shownIn('forbidden', 'Xk7secretQ', { expose: false })) expect(answer).not.toContain('Xk7secretQ');
  });
});
