import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Logger } from '../../core/ports/logger.ts';
import { nodeSettings } from '../node/node-settings.ts';
import { installTestRecorder, recordedLogger, type TestRecorder } from './test-door.ts';

const KEY = Symbol.for('halyard.testing');
const realm = globalThis as { [KEY]?: TestRecorder };

function recorder(): TestRecorder {
  return { logged: vi.fn(), failed: vi.fn(), flash: vi.fn(), rendered: vi.fn() };
}

function logger(isLevelEnabled?: Logger['isLevelEnabled']): Logger {
  return { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn(), ...(isLevelEnabled && { isLevelEnabled }) };
}

beforeEach(() => {
  delete realm[KEY];
});
afterEach(() => {
  delete realm[KEY];
});

describe('without a recorder', () => {
  it('the settings have the logger, the reporters and the pages of the app', async () => {
    const [own, report] = [logger(), vi.fn()];
    const settings = nodeSettings({ logger: own, report, environment: 'production', views: { render: () => 'a page' } });
    expect(settings.report.logger).toBe(own);
    expect(settings.report.reporters).toEqual([report]);
    expect(await settings.rendering.views[0]?.render('404', {})).toBe('a page');
    expect(nodeSettings({ logger: false, environment: 'production' }).report.logger).toBe(undefined);
  });
});

describe('with a recorder that is installed after the app', () => {
  it('each record goes to both', () => {
    const own = logger();
    const { report } = nodeSettings({ logger: own, environment: 'production' });
    const hears = installTestRecorder(recorder());
    report.logger?.error({ status: 500 }, 'a line');
    expect(own.error).toHaveBeenCalledWith({ status: 500 }, 'a line');
    expect(hears.logged).toHaveBeenCalledWith('error', { status: 500 }, 'a line');
    expect(report.reporters).toHaveLength(1);
  });

  it('the app’s logger still gets only the levels that it has enabled', () => {
    const own = logger((level) => level === 'error');
    const hears = installTestRecorder(recorder());
    const both = recordedLogger(own);
    expect(both?.isLevelEnabled?.('info')).toBe(true);
    both?.info({ status: 404 }, 'a line');
    expect(own.info).not.toHaveBeenCalled();
    expect(hears.logged).toHaveBeenCalledTimes(1);
  });

  it('a logger that is off is recorded, too', () => {
    const { report } = nodeSettings({ logger: false, environment: 'production' });
    const hears = installTestRecorder(recorder());
    report.logger?.warn({ status: 500 }, 'a line');
    expect(hears.logged).toHaveBeenCalledTimes(1);
  });

  it('a page is recorded with its view, also if it comes later, and a view that is missing is not', async () => {
    const engine = { name: 'own', render: (view: string) => (view === '404' ? 'now' : view === '500' ? Promise.resolve('later') : undefined) };
    const { rendering } = nodeSettings({ logger: false, environment: 'production', views: engine });
    const hears = installTestRecorder(recorder());
    const [watched] = rendering.views;
    expect([watched?.render('404', {}), await watched?.render('500', {}), watched?.render('4xx', {})]).toEqual(['now', 'later', undefined]);
    expect(vi.mocked(hears.rendered).mock.calls).toEqual([
      ['404', 'now'],
      ['500', 'later'],
    ]);
    // The other members of an engine stay.
    expect((watched as unknown as typeof engine).name).toBe('own');
  });

  it('a second recorder of another copy does not replace the first', () => {
    const first = recorder();
    expect([installTestRecorder(first), installTestRecorder(recorder())]).toEqual([first, first]);
  });
});
