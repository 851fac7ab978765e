import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../tests/support/view-folder.ts';
import { type LoadOptions, load } from './load.ts';

const mistakeOf = async (options: LoadOptions): Promise<{ readonly code?: string; readonly message?: string }> =>
  load(options).then(
    () => ({}),
    (error: unknown) => error as Error,
  );

describe('a folder that the options of load() name', () => {
  it.each(['responses', 'views'] as const)('has to exist: %s', async (option) => {
    const root = await folderWith({ 'README.md': '' });
    const { code, message } = await mistakeOf({ root, [option]: 'replies' });
    expect(code).toBe('E_ROOT');
    expect(message).toContain(`Found the option ${option}: ${JSON.stringify(join(root, 'replies'))}, which does not exist (ENOENT).`);
    expect(message).toContain(`Expected the folder of your ${option}, relative to the option root.`);
    expect(message).toContain(`Create it, or correct the option. Without the option, load() reads ${option === 'views' ? 'views/' : 'api/responses/'}`);
  });

  it.each(['responses', 'views'] as const)('has to be a folder: %s', async (option) => {
    const root = await folderWith({ replies: 'a file' });
    const expected = { code: 'E_ROOT', message: expect.stringContaining('which is a file') };
    expect(await mistakeOf({ root, [option]: 'replies' })).toMatchObject(expected);
    expect((await mistakeOf({ root, [option]: 'replies/below' })).message).toContain('which does not exist (ENOTDIR)');
  });

  it('has to exist, also if it has the default name', async () => {
    const root = await folderWith({ 'README.md': '' });
    expect((await mistakeOf({ root, responses: 'api/responses' })).code).toBe('E_ROOT');
  });

  it('may be missing if it is the default, or switched off', async () => {
    const root = await folderWith({ 'README.md': '' });
    expect(await mistakeOf({ root })).toEqual({});
    expect(await mistakeOf({ root, views: false, responses: {} })).toEqual({});
  });
});
