import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOSTS } from '../../src/cli/new/hosts/index.ts';
import { root } from '../package/pack.ts';

const HALYARD = join(root, 'dist/cli/halyard.js');
const CREATE = join(root, 'create-halyard/create.js');

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-command-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(command: readonly string[], { cwd = folder }: { readonly cwd?: string } = {}): Promise<Ended> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { cwd, stdio: 'pipe', env: { ...process.env, NO_COLOR: '1', npm_config_prefer_offline: 'true' } });
  child.stdin.end();
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const [code] = await once(child, 'close');
  return { code, ...output };
}

const make = (args: readonly string[], options = {}) => run([process.execPath, HALYARD, 'new', ...args], options);
const filesIn = (path: string): readonly string[] => readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();

describe('halyard new', () => {
  it('writes an Express app in TypeScript, installs nothing, and prints how to start it', async () => {
    const { code, stdout, stderr } = await make(['harbour']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Made harbour, an app on Express in TypeScript:\n/);
    expect(stdout).toContain('\nStart it:\n  cd harbour\n  npm install\n  npm start\n');
    expect(stdout.match(/ {2}curl .*/g)).toHaveLength(3);
    expect(filesIn(join(folder, 'harbour')).filter((file) => !file.startsWith('api'))).toEqual([
      '.env.example',
      '.gitignore',
      '.npmrc',
      'README.md',
      'app.ts',
      'listen.ts',
      'messages.ts',
      'package.json',
      'server.ts',
      'test',
      'test/app.test.ts',
      'test/drill.test.ts',
      'tsconfig.json',
      'views',
      'views/404.ejs',
      'views/4xx.ejs',
      'views/500.ejs',
      'views/home.ejs',
    ]);
  });

  it('is the command of `npm create halyard`', async () => {
    const { code, stdout } = await run([process.execPath, CREATE, 'harbour', '--host', 'koa', '--js']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('Made harbour, an app on Koa in JavaScript:') });
    const { version, dependencies, files } = JSON.parse(readFileSync(join(root, 'create-halyard/package.json'), 'utf8'));
    expect(dependencies).toEqual({ halyard: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version });
    expect([version, files]).toEqual([dependencies.halyard, ['create.js', 'README.md', 'LICENSE']]);
  });

  it('writes into the folder that the user is in, also if it is a new repository', async () => {
    const here = join(folder, 'My Harbour');
    mkdirSync(join(here, '.git'), { recursive: true });
    expect(await make(['.', '--host', 'node'], { cwd: here })).toMatchObject({ code: 0, stdout: expect.not.stringContaining('cd ') });
    expect(JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).name).toBe('my-harbour');
  });

  it.each(['package.json', '.env', '.gitignore', 'src/deep.ts'])('changes nothing in a folder that has %s', async (file) => {
    const path = join(folder, 'harbour', file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, 'mine');
    const before = filesIn(folder);
    const { code, stdout, stderr } = await make(['harbour']);
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining('harbour has files (') });
    expect([filesIn(folder), readFileSync(path, 'utf8')]).toEqual([before, 'mine']);
  });

  it('changes nothing behind a link to a folder that has files', async () => {
    mkdirSync(join(folder, 'mine'));
    writeFileSync(join(folder, 'mine/notes.txt'), 'mine');
    symlinkSync('mine', join(folder, 'harbour'));
    expect(await make(['harbour'])).toMatchObject({ code: 1 });
    expect(readdirSync(join(folder, 'mine'))).toEqual(['notes.txt']);
  });

  it.each([
    ['harbour', 'is a file'],
    ['harbour/web', 'is a file, or lies in one'],
  ])('refuses %s, where harbour is a file', async (name, told) => {
    writeFileSync(join(folder, 'harbour'), 'mine');
    expect(await make([name])).toMatchObject({ code: 1, stderr: expect.stringContaining(told) });
    expect(readFileSync(join(folder, 'harbour'), 'utf8')).toBe('mine');
  });

  it.each([
    [[], 'Name the app'],
    [['Harbour'], 'such as "harbour"'],
    [['fastify', '--host', 'fastify'], 'such as "my-fastify"'],
    [['harbour', '--host', 'expres'], 'Did you mean "express"?'],
    [['harbour', '--host', 'constructor'], 'There is no host "constructor"'],
    [['harbour', '--host', 'nest', '--js'], '--js is not for Nest: Nest apps are TypeScript'],
    [['harbour', '--host', 'nest', '--cjs'], '--cjs is not for Nest'],
    [['harbour', '--host', 'hono', '--cjs'], 'Hono apps are ES modules. Use --js.'],
    [['harbour', '--host', 'fetch', '--cjs'], 'are ES modules. Use --js.'],
    [['harbour', '--install', '--no-install'], 'Choose one of --install and --no-install.'],
    [['harbour', 'quay'], 'at most 1 argument'],
    [['harbour', '--hots', 'koa'], 'Did you mean "--host"?'],
  ])('refuses %j, writes nothing, and says what to do', async (args, told) => {
    expect(await make(args)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(told) });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names every host in its help', async () => {
    const { code, stdout } = await make(['--help']);
    for (const host of Object.keys(HOSTS)) expect(stdout).toContain(host);
    expect(code).toBe(0);
  });

  it('asks for the host at a terminal, again after a wrong answer, and whether to install', async () => {
    const command = `${process.execPath} ${HALYARD} new harbour`;
    const answers = ['rails', 'node', 'n'];
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { cwd: folder, env: { ...process.env, NO_COLOR: '1', TERM: 'dumb' } });
    let stdout = '';
    terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      // A person answers what is asked.
      if (/\[\w+\/?\w*\] $/.test(text)) terminal.stdin.write(`${answers.shift()}\n`);
    });
    await once(terminal, 'close');
    expect(stdout).toMatch(/Which host\?[\s\S]*"rails" is none of these[\s\S]*Run npm install now\?[\s\S]*an app on node:http in TypeScript/);
    expect(existsSync(join(folder, 'harbour/node_modules'))).toBe(false);
  });

  it('installs on request, and leaves that step out of what is left to do', async () => {
    const { code, stdout, stderr } = await make(['harbour', '--host', 'node', '--js', '--install']);
    expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: expect.not.stringContaining('npm install'), stderr: expect.stringContaining('added') });
    expect(existsSync(join(folder, 'harbour/node_modules/halyard/package.json'))).toBe(true);
  }, 120_000);

  it('says that npm failed, and keeps the app', async () => {
    const { code, stderr } = await make(['harbour', '--host', 'node', '--install', '--halyard', 'file:./nowhere.tgz']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('npm install failed. The app is written') });
    expect(existsSync(join(folder, 'harbour/app.ts'))).toBe(true);
  }, 120_000);
});

describe('the apps of the matrix', () => {
  it('are those of every host', () => {
    const specs = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.test.ts') && file !== 'command.test.ts');
    expect(specs.map((file) => file.replace('.test.ts', '')).sort()).toEqual(Object.keys(HOSTS).sort());
  });
});
