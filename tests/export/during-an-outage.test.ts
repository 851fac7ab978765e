import { afterAll, beforeAll, expect, it } from 'vitest';
import { Project } from '../cli/project.ts';

let project: Project;
beforeAll(() => {
  project = new Project({ name: 'shop', type: 'module', main: 'server.js' }, ['express']);
  project.write(
    'server.js',
    `
import express from 'express';
import { halyard } from 'halyard/express';
import { maintenance } from 'halyard/maintenance';
const app = express();
halyard(app, { maintenance: maintenance() });
app.listen(1337);
`,
  );
});
afterAll(() => project.remove());

it('an export during an outage has every page, and halyard down does not count its process', async () => {
  await project.halyard(['down', '--retry', '600', '--message', 'Moving']);
  const before = Object.keys(project.files());
  expect(before).toContain('.halyard/maintenance.json');
  const { code } = await project.halyard(['export', '--statuses', '404,503']);
  expect([code, Object.keys(project.files()).filter((file) => !file.startsWith('dist/'))]).toEqual([0, before]);
  expect(project.read('dist/errors/pages/404.json')).toBe('{"title":"Not Found","status":404,"reference":"{{reference}}"}');
  expect(project.read('dist/errors/pages/503.json')).not.toContain('Moving');
}, 60_000);
