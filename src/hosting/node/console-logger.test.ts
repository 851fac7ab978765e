import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Level } from '../../core/ports/logger.ts';
import { errorRecord } from '../../core/values/error-reading.ts';
import { consoleLogger } from './console-logger.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
beforeEach(() => {
  vi.stubEnv('NO_COLOR', '');
  vi.stubEnv('TERM', 'xterm');
});

/** The output on each stream. */
function written(log: (logger: ReturnType<typeof consoleLogger>) => void, isTTY = false): { readonly stdout: string; readonly stderr: string } {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      texts[name] += String(text);
      return true;
    });
    const before = process[name].isTTY;
    Object.defineProperty(process[name], 'isTTY', { value: isTTY, configurable: true });
    restore.push(() => Object.defineProperty(process[name], 'isTTY', { value: before, configurable: true }));
  }
  log(consoleLogger());
  vi.restoreAllMocks();
  for (const undo of restore.splice(0)) undo();
  return texts;
}

const restore: (() => void)[] = [];
const HOSTILE = 'a\r\nERROR forged \u001b[31mred\u0085\u2028\u2029\u0000';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

describe('consoleLogger, for machines', () => {
  it('writes one record as one line of JSON, with the time in UTC', () => {
    const { stderr } = written((logger) => logger.error({ status: 500, reference: '7K3M-Q9TX' }, 'GET / 500 serverError'));
    expect(stderr.endsWith('\n')).toBe(true);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stderr)).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      level: 'error',
      msg: 'GET / 500 serverError',
      status: 500,
      reference: '7K3M-Q9TX',
    });
  });

  it('escapes every control character in message and record, and loses nothing', () => {
    const { stderr } = written((logger) => logger.warn({ path: HOSTILE, err: { message: HOSTILE, stack: HOSTILE } }, HOSTILE));
    expect(stderr.slice(0, -1)).not.toMatch(CONTROL);
    expect(JSON.parse(stderr)).toMatchObject({ path: HOSTILE, msg: HOSTILE });
  });

  it.each<[Level, 'stdout' | 'stderr']>([
    ['error', 'stderr'],
    ['warn', 'stderr'],
    ['info', 'stdout'],
  ])('writes %s to %s', (level, stream) => {
    const texts = written((logger) => logger[level]({}, 'm'));
    expect(texts[stream]).toContain('"m"');
    expect(texts[stream === 'stdout' ? 'stderr' : 'stdout']).toBe('');
  });

  it('writes debug only if HALYARD_LOG is debug', () => {
    expect(written((logger) => logger.debug({}, 'm')).stdout).toBe('');
    vi.stubEnv('HALYARD_LOG', 'debug');
    expect(written((logger) => logger.debug({}, 'm')).stdout).toContain('"m"');
  });

  it('writes only records from the level HALYARD_LOG up', () => {
    vi.stubEnv('HALYARD_LOG', 'error');
    const { stdout, stderr } = written((logger) => {
      logger.info({}, 'information');
      logger.warn({}, 'warning');
      logger.error({}, 'mistake');
      expect([logger.isLevelEnabled?.('warn'), logger.isLevelEnabled?.('error')]).toEqual([false, true]);
    });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^[^\n]*mistake[^\n]*\n$/);
  });

  it('writes a record that JSON.stringify cannot write', () => {
    const self: Record<string, unknown> = { status: 500, user: 10n };
    self['self'] = self;
    const { stderr } = written((logger) => logger.error(self, 'GET / 500 serverError'));
    expect(JSON.parse(stderr)).toMatchObject({ msg: 'GET / 500 serverError', status: 500, user: '10' });
  });
});

describe('consoleLogger, for people at a terminal', () => {
  it('writes a line, and the frames of the error below it', () => {
    const err = errorRecord(new Error('the tide is out', { cause: new TypeError('the moon') }), () => 0);
    const { stderr } = written((logger) => logger.error({ reference: '7K3M-Q9TX', err }, 'GET / 500 serverError: the tide is out'), true);
    const [head, ...frames] = stderr.trimEnd().split('\n');
    expect(head).toContain('GET / 500 serverError: the tide is out');
    expect(head).toContain('7K3M-Q9TX');
    expect(frames[0]).toMatch(/^\s+at .*console-logger\.test\.ts/);
    expect(frames.some((line) => line.trim() === 'caused by TypeError: the moon')).toBe(true);
  });

  it('colours its own level only, and no line looks like another record', () => {
    const err = errorRecord(
      Object.assign(new Error(HOSTILE, { cause: new Error(HOSTILE) }), { stack: `Error: m\nerror forged\n    at ${'\u001b[31m'}x\n${HOSTILE}` }),
      () => 0,
    );
    const { stderr } = written((logger) => logger.error({ err }, HOSTILE), true);
    const [head, ...rest] = stderr.trimEnd().split('\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
    expect(head?.replace(/^\u001b\[31merror\u001b\[0m /, '')).not.toMatch(CONTROL);
    for (const line of rest) {
      expect(line).toMatch(/^ {4}/);
      // Halyard dims the frames of libraries. The text inside has no colour.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
      expect(line.replace(/^( +)\u001b\[2m(.*)\u001b\[0m$/, '$1$2')).not.toMatch(CONTROL);
    }
  });

  it('shows the fields of a 400, the code, and the frames of the app before those of libraries', () => {
    const stack = 'Error: m\n    at parse (/srv/shop/node_modules/qs/lib/parse.js:1:1)\n    at order (/srv/shop/orders.js:7:9)';
    const record = { issues: ['email: Not an address', 'age: Too young'], code: 'E_ORDER', err: { name: 'Error', message: 'm', stack } };
    const { stderr } = written((logger) => logger.error(record, 'POST /orders 400 badRequest: m'), true);
    const lines = stderr.trimEnd().split('\n').slice(1);
    expect(lines).toEqual([
      '    - email: Not an address',
      '    - age: Too young',
      '    code: E_ORDER',
      '    at order (/srv/shop/orders.js:7:9)',
      '    \u001b[2mat parse (/srv/shop/node_modules/qs/lib/parse.js:1:1)\u001b[0m',
    ]);
  });

  it.each([
    ['NO_COLOR', '1'],
    ['TERM', 'dumb'],
  ])('has no colours with %s=%s', (name, value) => {
    vi.stubEnv(name, value);
    const { stderr } = written(
      (logger) => logger.error({ reference: '7K3M-Q9TX', err: { name: 'Error', message: 'm', stack: 'E\n    at x (node:fs:1:1)' } }, 'm'),
      true,
    );
    expect(stderr).toBe('error m (7K3M-Q9TX)\n    at x (node:fs:1:1)\n');
  });

  it('does not repeat the frames that a cause shares with the error around it', () => {
    const frame = (name: string): string => `    at ${name} (/srv/shop/orders.js:7:9)`;
    const cause = { name: 'Error', message: 'why', stack: ['Error: why', frame('read'), frame('order'), frame('main')].join('\n') };
    const err = { name: 'Error', message: 'm', stack: ['Error: m', frame('save'), frame('order'), frame('main')].join('\n'), cause };
    const { stderr } = written((logger) => logger.error({ err }, 'm'), true);
    const lines = stderr.trimEnd().split('\n').slice(1);
    expect(lines).toEqual([
      frame('save'),
      frame('order'),
      frame('main'),
      '    caused by Error: why',
      `  ${frame('read')}`,
      '      \u001b[2mand 2 frames as above\u001b[0m',
    ]);
  });
});
