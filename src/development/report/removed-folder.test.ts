import { afterEach, expect, it, vi } from 'vitest';
import { reportedError } from './errors.ts';
import { versionsOf } from './versions.ts';

afterEach(() => vi.restoreAllMocks());

it('an app whose working directory was removed has a report all the same', () => {
  vi.spyOn(process, 'cwd').mockImplementation(() => {
    throw Object.assign(new Error('ENOENT: no such file or directory, uv_cwd'), { code: 'ENOENT' });
  });
  expect(reportedError(new Error('no room'), { now: () => 0 })).toMatchObject({ message: 'no room', frames: expect.arrayContaining([expect.anything()]) });
  expect(versionsOf({} as never)).toMatchObject({ node: process.versions.node });
});
