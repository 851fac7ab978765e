import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Project } from '../cli/project.ts';

const HINT = 'No package.json is in this folder or above it. Run the command in the folder of the app, or name the file: --file <file>\n';
let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

describe('outside of an app', () => {
  beforeEach(() => rmSync(join(project.path, 'package.json')));

  it('halyard down says so, because no app watches the file', async () => {
    expect(await project.halyard(['down'])).toMatchObject({ code: 1, stderr: expect.stringContaining(`  - ${HINT}`) });
  });

  it.each([[['up']], [['down', '--status']]])('halyard %j says so', async (args) => {
    expect(await project.halyard(args)).toMatchObject({ code: 0, stdout: expect.stringMatching(new RegExp(`There is no file \\S+\\n${HINT}$`)) });
  });

  it.each([
    [['--file', 'shared/down.json'], {}],
    [[], { HALYARD_MAINTENANCE_FILE: 'shared/down.json' }],
  ])('nothing is said if the file is named: %j %j', async (args, env) => {
    for (const command of [['down'], ['down', '--no-wait'], ['up'], ['up']]) {
      const { stdout, stderr } = await project.halyard([...command, ...args], { env });
      expect(stdout + stderr).not.toContain('package.json is in');
    }
  });
});

it('in a folder of an app, halyard down and up say nothing about the folder', async () => {
  project.write('src/a.js', '');
  for (const command of [['down'], ['up'], ['up'], ['down', '--status']]) {
    const { stdout, stderr } = await project.halyard(command, { folder: 'src' });
    expect(stdout + stderr).not.toContain('package.json is in');
  }
});

it.each(['up', 'down'])('halyard %s takes no argument', async (name) => {
  expect(await project.halyard([name, 'now'])).toMatchObject({
    code: 2,
    stderr: `halyard: "halyard ${name}" takes no argument, found 1. See "halyard ${name} --help".\n`,
  });
});
