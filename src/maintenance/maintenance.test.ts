import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestWith } from '../../tests/support/reported.ts';
import { maintenance } from './maintenance.ts';

let folder: string;
let file: string;
let warnings: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halyard-outage-'));
  file = join(folder, 'maintenance.json');
  warnings = [];
  vi.spyOn(process, 'emitWarning').mockImplementation((warning, options) => {
    warnings.push(`${(options as unknown as { type: string }).type}: ${warning}`);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const write = (members: object): void => writeFileSync(file, JSON.stringify(members));
const request = requestWith({ url: '/orders' });
const NOTHING = { message: undefined };

describe('maintenance', () => {
  it('lets each request through without a file, and without a folder', () => {
    expect(maintenance({ file: join(folder, 'none/maintenance.json') }).meets(request)).toBeUndefined();
  });

  it('is closed from the first request if the file exists at start', () => {
    write({ version: 1, retry: 600, message: 'Back soon' });
    expect(maintenance({ file }).meets(request)).toEqual({ retryAfter: 600, message: 'Back soon' });
  });

  it('needs no member in the file', () => {
    write({});
    expect(maintenance({ file }).meets(request)).toEqual({ ...NOTHING, retryAfter: 300 });
    expect(warnings).toEqual([]);
  });

  it('ignores members that it does not know', () => {
    write({ retry: 60, colour: 'red', __proto__: { retry: 1 } });
    expect(maintenance({ file }).meets(request)).toEqual({ ...NOTHING, retryAfter: 60 });
  });

  it('counts down to the expected end, and then stays closed', () => {
    write({ retry: 600, until: '2026-11-30T14:00:00Z' });
    const { meets } = maintenance({ file });
    vi.useFakeTimers({ now: new Date('2026-11-30T13:59:29.500Z'), toFake: ['Date'] });
    expect(meets(request)).toEqual({ ...NOTHING, retryAfter: 31 });
    vi.setSystemTime(new Date('2026-11-30T14:00:00Z'));
    expect(meets(request)).toEqual({ ...NOTHING, retryAfter: 600 });
    vi.useRealTimers();
  });

  it.each([
    ['text that is no JSON', 'down', 'it is not JSON'],
    ['an empty file', '', 'it is not JSON'],
    ['a list', '[]', 'it holds no JSON object'],
    ['another version', '{"version":2}', 'its version is not 1'],
    ['a wrong retry', '{"retry":"600"}', 'its member "retry" is not whole seconds from 1 to 2592000'],
    ['a retry that no header can have', '{"retry":1e99}', 'its member "retry" is not'],
    ['a wrong date', '{"until":"14:00"}', 'its member "until" is not an ISO date'],
    ['a short key', '{"key":"k3yk3yk3y"}', 'its member "key" is not a key of at least 32 characters'],
    ['a huge file', `{"message":"${'x'.repeat(70_000)}"}`, 'it has more than 65536 bytes'],
  ])('stays closed with the defaults, and warns once, for %s', async (_name, text, reason) => {
    writeFileSync(file, text);
    const { meets } = maintenance({ file });
    expect(meets(request)).toEqual({ ...NOTHING, retryAfter: 300 });
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(warnings).toEqual([expect.stringContaining(reason)]);
    expect(warnings[0]).toContain('HalyardMaintenance: The app is closed, but its maintenance file cannot be used: ');
    expect(warnings[0]).toContain(file);
    expect(warnings[0]).not.toContain('k3y');
  });

  it('stays closed if a folder has the name of the file', () => {
    mkdirSync(file);
    expect(maintenance({ file }).meets(request)).toEqual({ ...NOTHING, retryAfter: 300 });
  });

  it('stays closed if its user may not read the file', () => {
    write({});
    chmodSync(folder, 0o755);
    chmodSync(file, 0);
    // Root may read everything.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(maintenance({ file }).meets(request)).toEqual({ ...NOTHING, retryAfter: 300 });
      expect(warnings).toEqual([expect.stringContaining('it cannot be read (EACCES)')]);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it.each([
    ['an unknown option', { fil: 'x' }, 'E_OPTION_UNKNOWN', '"fil"'],
    ['a file that is no path', { file: 7 }, 'E_OPTION', '7 as `file`'],
    ['a root that is no path', { root: '' }, 'E_OPTION', '"" as `root`'],
    ['options that are no object', null, 'E_OPTION', 'null as the options'],
    ['exempt paths that are no list', { exempt: '/health' }, 'E_OPTION', '"/health" in `exempt`'],
  ])('refuses %s', (_name, options, code, found) => {
    expect(() => maintenance(options as never)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(found) }));
  });
});

describe('the watched file', () => {
  const until = (meets: ReturnType<typeof maintenance>['meets'], expected: unknown): Promise<void> =>
    vi.waitFor(() => expect(meets(request)).toEqual(expected), { timeout: 10_000, interval: 20 });

  it('closes and opens the app while it runs', async () => {
    const { meets } = maintenance({ file });
    write({ retry: 60 });
    await until(meets, { ...NOTHING, retryAfter: 60 });
    rmSync(file);
    await until(meets, undefined);
  });

  it('may appear together with its folder, and go with it', async () => {
    const deep = join(folder, 'a/b/maintenance.json');
    const { meets } = maintenance({ file: deep });
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    writeFileSync(deep, '{"retry":60}');
    await until(meets, { ...NOTHING, retryAfter: 60 });
    rmSync(join(folder, 'a'), { recursive: true });
    await until(meets, undefined);
  });

  it('may be replaced by another file of the same length and time', async () => {
    write({ retry: 60 });
    const at = new Date('2020-01-01T00:00:00Z');
    utimesSync(file, at, at);
    const { meets } = maintenance({ file });
    writeFileSync(`${file}.new`, JSON.stringify({ retry: 70 }));
    utimesSync(`${file}.new`, at, at);
    renameSync(`${file}.new`, file);
    await until(meets, { ...NOTHING, retryAfter: 70 });
  });

  it('may have a time in the past or the future', async () => {
    const { meets } = maintenance({ file });
    write({ retry: 60 });
    utimesSync(file, new Date('2090-01-01'), new Date('2090-01-01'));
    await until(meets, { ...NOTHING, retryAfter: 60 });
    write({ retry: 70 });
    utimesSync(file, new Date('1990-01-01'), new Date('1990-01-01'));
    await until(meets, { ...NOTHING, retryAfter: 70 });
  });

  it('is read again when somebody has repaired it', async () => {
    writeFileSync(file, '{');
    const { meets } = maintenance({ file });
    expect(meets(request)).toEqual({ ...NOTHING, retryAfter: 300 });
    write({ retry: 60 });
    await until(meets, { ...NOTHING, retryAfter: 60 });
    rmSync(file);
    await until(meets, undefined);
  });

  it('is seen in a test with a fake clock', async () => {
    vi.useFakeTimers();
    const { meets } = maintenance({ file });
    write({ retry: 60 });
    vi.useRealTimers();
    await until(meets, { ...NOTHING, retryAfter: 60 });
  });

  it('is named by HALYARD_MAINTENANCE_FILE before all else', () => {
    vi.stubEnv('HALYARD_MAINTENANCE_FILE', file);
    write({ retry: 60 });
    expect(maintenance({ file: join(folder, 'other.json'), root: '/' }).meets(request)).toEqual({ ...NOTHING, retryAfter: 60 });
    vi.unstubAllEnvs();
  });

  it('lies in the folder of package.json, above the root', () => {
    mkdirSync(join(folder, 'src/server'), { recursive: true });
    mkdirSync(join(folder, '.halyard'));
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, '.halyard/maintenance.json'), '{"retry":60}');
    expect(maintenance({ root: join(folder, 'src/server') }).meets(request)).toEqual({ ...NOTHING, retryAfter: 60 });
  });
});
