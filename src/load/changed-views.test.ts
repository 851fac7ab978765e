import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../../tests/support/view-folder.ts';
import { folderViews } from './folder-views.ts';

const LOCALS = { status: 404, title: 'Not Found', message: '<b>', errors: [], reference: '', data: null, report: '' };

describe('a view that changes on disk', () => {
  it('is used from the next reload in development, and a new view too', async () => {
    const folder = await folderWith({ '404.ejs': 'before <%- include("part") %>', 'part.ejs': 'part' });
    const views = await folderViews(folder, {}, true);
    expect(await views.render('404', LOCALS)).toBe('before part');
    await writeFile(join(folder, '404.ejs'), 'after <%- include("part") %>');
    await writeFile(join(folder, 'part.ejs'), 'other part');
    await writeFile(join(folder, '403.ejs'), 'new');
    expect(await views.render('404', LOCALS)).toBe('after other part');
    expect(await views.render('403', LOCALS)).toBe('new');
  });

  it('that no longer compiles is an error in development, and a page once it is repaired', async () => {
    const folder = await folderWith({ '404.ejs': 'before' });
    const views = await folderViews(folder, {}, true);
    await writeFile(join(folder, '404.ejs'), '<% if (');
    await expect(views.render('404', LOCALS)).rejects.toThrow(/E_VIEW_FILE/);
    await writeFile(join(folder, '404.ejs'), 'mended');
    expect(await views.render('404', LOCALS)).toBe('mended');
  });

  it('is not read again in production: compiled once, and rendered without a promise', async () => {
    const folder = await folderWith({ '404.ejs': 'before <%- include("part") %>', 'part.ejs': 'part', 'berths.ejs': 'berths' });
    const views = await folderViews(folder, {}, false);
    expect(views.render('404', LOCALS)).toBe('before part');
    expect(await views.render('berths', LOCALS)).toBe('berths');
    for (const name of ['404.ejs', 'part.ejs', 'berths.ejs', '403.ejs']) await writeFile(join(folder, name), 'changed');
    expect(views.render('404', LOCALS)).toBe('before part');
    expect(views.render('berths', LOCALS)).toBe('berths');
    expect(views.render('403', LOCALS)).toBeUndefined();
  });
});
