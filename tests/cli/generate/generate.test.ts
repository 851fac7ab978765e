import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import * as responses from '../../../src/core/responses/index.ts';
import { RESERVED_NAMES } from '../../../src/hosting/shared/reserved-names.ts';
import { Project, STRICT } from '../project.ts';

let project: Project;
afterEach(() => project?.remove());

const tsconfig = (options: object = {}): string => JSON.stringify({ compilerOptions: { ...STRICT, ...options }, include: ['**/*.ts', '**/*.mts'] });
const generate = (...args: readonly string[]) => project.halyard(['generate', ...args]);
const names = (): readonly string[] => Object.keys(project.files()).filter((path) => !/^(?:package|tsconfig)\.json$/.test(path));

describe('halyard generate response', () => {
  it('writes a response of the app, and says so', async () => {
    project = new Project();
    const { code, stdout, stderr } = await generate('response', 'outOfStock', '--status', '409');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^wrote {8}api\/responses\/outOfStock\.js\n/);
    expect(project.read('api/responses/outOfStock.js')).toMatch(/status: 409,\n {2}title: 'Out Of Stock',/);
  });

  it('changes nothing the second time, also with another status', async () => {
    project = new Project();
    await generate('response', 'outOfStock', '--status', '409');
    const before = project.files();
    const { code, stdout } = await generate('response', 'outOfStock', '--status', '410');
    expect(code).toBe(0);
    expect(stdout).toContain('left alone   api/responses/outOfStock.js');
    expect(project.files()).toEqual(before);
  });

  it.each(['ts', 'mts', 'cjs', 'mjs'])('leaves a file of the same name alone that ends in .%s', async (extension) => {
    project = new Project();
    project.write(`api/responses/outOfStock.${extension}`, '// mine');
    expect((await generate('response', 'outOfStock', '--status', '409')).stdout).toContain(`left alone   api/responses/outOfStock.${extension}`);
    expect(names()).toEqual([`api/responses/outOfStock.${extension}`]);
  });

  it('does not write through a link that leads nowhere', async () => {
    project = new Project();
    project.write('api/responses/README.md', '');
    symlinkSync(join(project.path, 'elsewhere.js'), join(project.path, 'api/responses/outOfStock.js'));
    expect((await generate('response', 'outOfStock', '--status', '409')).stdout).toContain('left alone');
    expect(project.has('elsewhere.js')).toBe(false);
  });

  it.each([200, 202, 204, 205, 303, 304, 400, 409, 418, 499, 500, 503, 599])(
    'with the status %i compiles in a strict project, and has types on every call',
    async (status) => {
      project = new Project();
      project.write('tsconfig.json', tsconfig({ isolatedDeclarations: false, noEmit: true }));
      expect((await generate('response', 'queuedUp', '--status', String(status))).code).toBe(0);
      const example = / \* (return res\.queuedUp\(.*)/.exec(project.read('api/responses/queuedUp.ts'))?.[1];
      project.write(
        'calls.ts',
        `import type { ResponseMethods } from 'halyard';\nexport function handler(res: ResponseMethods<number>): number {\n  ${example}\n}\n`,
      );
      expect(await project.compile()).toEqual({ code: 0, stdout: '', stderr: '' });
    },
  );
});

describe('the name of a new response', () => {
  it.each([
    ['notFound', 'is a built-in response', 'halyard generate override notFound'],
    ['notfound', 'beside the built-in res.notFound()', 'halyard generate override notFound'],
    ['not-found', 'beside the built-in res.notFound()', 'halyard generate override notFound'],
    ['out-of-stock', 'cannot be the name of a response', 'Did you mean "outOfStock"?'],
    ['outOfStock.ts', 'cannot be the name of a response', 'Did you mean "outOfStock"?'],
    ['api/responses/soldOut', 'cannot be the name of a response', 'Expected a letter'],
    ['../../evil', 'cannot be the name of a response', 'Expected a letter'],
    ['7up', 'cannot be the name of a response', 'Expected a letter'],
    ['', 'cannot be the name of a response', 'Expected a letter'],
    ['a'.repeat(65), 'cannot be the name of a response', 'Expected a letter'],
    ['delete', 'is a word of JavaScript', 'Choose another name'],
    ['then', 'is a name that JavaScript, Node or a host uses', '"thenResponse"'],
    ['negotiate', 'is a name that JavaScript, Node or a host uses', '"negotiateResponse"'],
    ['__proto__', 'is a name that JavaScript, Node or a host uses', 'Choose another name'],
  ])('%j is refused', async (name, problem, todo) => {
    project = new Project();
    const { code, stdout, stderr } = await generate('response', '--status', '409', '--', name);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(todo);
    expect(names()).toEqual([]);
  });

  it('is none that a host uses', async () => {
    project = new Project();
    const { problemOfName } = await import('../../../src/cli/generate/response-name.ts');
    for (const name of RESERVED_NAMES) expect(problemOfName(name)).toContain('uses');
    for (const name of Object.keys(responses)) expect(problemOfName(name)).toContain('built-in');
    for (const name of ['outOfStock', 'x', '_', '$tea', 'berthTaken2']) expect(problemOfName(name)).toBeUndefined();
  });
});

describe('a mistake', () => {
  it.each([
    [['response', 'soldOut'], 'The status is missing'],
    [['response', 'soldOut', '--status', '5033'], 'Did you mean 503 (Service Unavailable)?'],
    [['response', 'soldOut', '--status', '600'], 'Expected a number from 200 to 599'],
    [['response', 'soldOut', '--status', '101'], 'Expected a number from 200 to 599'],
    [['response', 'soldOut', '--status', 'conflict'], 'Did you mean 409 (Conflict)?'],
    [['response', 'soldOut', '--status', 'Not Found'], 'Did you mean 404 (Not Found)?'],
    [['response', 'soldOut', '--status', '4e2'], 'is no status'],
    [['response', 'soldOut', '--status='], 'is no status'],
    [['response', 'a', 'b', '--status', '409'], 'One response at a time'],
    [['response'], 'Name the response'],
    [['respons', 'soldOut'], 'Did you mean "response"?'],
    [['page'], 'Expected response, responses, override, view.'],
    [['constructor'], 'is nothing that can be generated'],
    [[], 'Say what to generate'],
    [['responses', 'notFond'], 'Did you mean "notFound"?'],
    [['responses', 'not-found'], 'Did you mean "notFound"?'],
    [['responses', 'forbidden', 'toString'], 'There is no built-in response "toString"'],
    [['override'], 'Name the built-in response'],
    [['override', 'outOfStock'], 'There is no built-in response "outOfStock"'],
    [['view'], 'Name the status of the page'],
    [['view', '40x'], 'Did you mean "4xx"?'],
    [['view', '200'], 'Expected a status from 400 to 599'],
    [['view', '../404'], 'Expected a status from 400 to 599'],
    [['view', '404', '--status', '404'], '--status belongs to'],
    [['response', 'soldOut', '--stauts', '409'], 'Did you mean "--status"?'],
  ])('%j is an error, and no file is written', async (args, problem) => {
    project = new Project();
    const { code, stdout, stderr } = await generate(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(problem);
    expect(stderr).toContain('See "halyard generate --help".');
    expect(names()).toEqual([]);
  });

  it('prints no control characters that a name has', async () => {
    project = new Project();
    expect((await generate('response', 'a\u001b[31mb', '--status', '4\u001b[31m')).stderr).not.toContain('\u001b');
  });

  it('of the disk is shown with its path', async () => {
    project = new Project();
    project.write('api', 'a file');
    const { code, stderr } = await generate('responses', 'notFound');
    expect(code).toBe(1);
    expect(stderr).toMatch(/api\/responses\/notFound\.js cannot be written: ENOTDIR/);
  });
});

describe('halyard generate responses', () => {
  it('writes all built-in responses, and nothing the second time', async () => {
    project = new Project();
    const { code, stdout } = await generate('responses');
    const count = Object.keys(responses).length;
    expect(code).toBe(0);
    expect(stdout.match(/^wrote {8}api\/responses\/\w+\.js$/gm)).toHaveLength(count);
    const before = project.files();
    expect((await generate('responses')).stdout.match(/^left alone {3}api\/responses\/\w+\.js$/gm)).toHaveLength(count);
    expect(project.files()).toEqual(before);
  });

  it('writes those that are named, once each, and keeps a file of yours', async () => {
    project = new Project();
    project.write('api/responses/forbidden.js', '// mine');
    const { stdout } = await generate('responses', 'notFound', 'forbidden', 'notFound');
    expect(stdout).toBe('wrote        api/responses/notFound.js\nleft alone   api/responses/forbidden.js\n');
    expect(project.read('api/responses/forbidden.js')).toBe('// mine');
  });

  it('writes nothing with --dry-run', async () => {
    project = new Project();
    project.write('api/responses/forbidden.js', '// mine');
    const { code, stdout } = await generate('responses', 'notFound', 'forbidden', '--dry-run');
    expect([code, stdout]).toEqual([0, 'would write  api/responses/notFound.js\nleft alone   api/responses/forbidden.js\n']);
    expect(names()).toEqual(['api/responses/forbidden.js']);
  });
});

describe('halyard generate override', () => {
  it('writes the response with what it can change', async () => {
    project = new Project();
    await generate('override', 'serverError');
    const text = project.read('api/responses/serverError.js');
    expect(text).toContain('return this.default(errors, options);');
    for (const member of ['this.req', 'this.res', 'this.format', 'this.problem']) expect(text).toContain(member);
  });
});

describe('halyard generate view', () => {
  it.each(['404', '500', '4xx', '5xx', '418'])('writes views/%s.ejs once', async (name) => {
    project = new Project();
    expect((await generate('view', name)).stdout).toBe(`wrote        views/${name}.ejs\n`);
    expect((await generate('view', `views/${name}.ejs`)).stdout).toBe(`left alone   views/${name}.ejs\n`);
  });
});
