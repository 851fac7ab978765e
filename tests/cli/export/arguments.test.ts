import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TARGETS } from '../../../src/export/targets/index.ts';
import { Project } from '../project.ts';

describe('the arguments of halyard export', () => {
  let project: Project;
  beforeAll(() => {
    project = new Project();
  });
  afterAll(() => project.remove());

  it.each([
    [['--for', 'ngin'], 'There is no target "ngin".'],
    [['--statuses', '404,200'], '--statuses is a list of statuses from 400 to 599, such as 404,502. Found "200".'],
    [['--statuses', ''], '--statuses is an empty list.'],
    [['--for', ' ,'], '--for is an empty list.'],
    [['--out', '/'], 'E_EXPORT_FOLDER: found /, which is the whole disk'],
    [['--retry', '0'], '--retry is a whole number of seconds, such as 30. Found "0".'],
    [['--timeout', 'soon'], '--timeout is a whole number of seconds, such as 30. Found "soon".'],
    [['--upstream', 'http://127.0.0.1:1337/app'], '--upstream is the address of the app without a path'],
    [['--upstream', 'http://ann:secret@127.0.0.1'], '--upstream is the address of the app without a path'],
    [['--upstream', 'unix'], '--upstream is the address of the app without a path'],
    [['--folder', 'errors'], '--folder is an absolute path'],
    [['--folder', '/srv/../etc'], '--folder is an absolute path'],
    [['--folder', '/srv/a;return 200'], '--folder is an absolute path'],
    [['--maintenance-file', '/srv/"down"'], '--maintenance-file is an absolute path'],
    [['--languages', 'en,../de'], 'E_EXPORT_OPTION: found the language "../de"'],
    [['--json'], '--json belongs to --check.'],
    [['--check', 'http://localhost:8080', 'server.js'], '--check needs no entry.'],
    [['--check', 'ftp://localhost'], '--check needs the address of your proxy'],
    [['--out', ''], '--out needs the name of a folder'],
    [['nothing.js'], 'There is no source file "nothing.js".'],
    [['nginx'], '"nginx" is a target, and not a source file. Name the targets with commas and without spaces: --for nginx\n'],
    [['--for', 'nginx', 'caddy'], 'commas and without spaces: --for nginx,caddy\n'],
    [['--for', 'nginx,', 'caddy'], 'commas and without spaces: --for nginx,caddy\n'],
    [['server.js', 'caddy'], '"halyard export" takes at most 1 argument, found 2.'],
    [['--fro', 'nginx'], 'Did you mean "--for"?'],
  ])('refuse %j', async (args, problem) => {
    project.write('server.js', 'export default {};\n');
    const { code, stdout, stderr } = await project.halyard(['export', ...args]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(problem)]);
    expect(project.has('dist')).toBe(false);
  });

  it('refuse an export that the entry does not have, although the entry listens by itself', async () => {
    project.write('server.js', "import { createServer } from 'node:http';\ncreateServer().listen(0);\nexport const shop = 1;\n");
    const { code, stdout, stderr } = await project.halyard(['export', '--export', 'shpo']);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/it has no export "shpo"\. It exports .*shop/)]);
  });

  it('are in the help, with each target', async () => {
    const { code, stdout } = await project.halyard(['export', '--help']);
    expect(code).toBe(0);
    for (const name of Object.keys(TARGETS)) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
  });
});
