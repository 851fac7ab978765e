import { describe, expect, it } from 'vitest';
import { appName } from './app-name.ts';

const TAKEN = ['halyard', 'express'];
const named = (typed: string, folder = `/home/ada/${typed}`) => appName(typed, folder, TAKEN);

describe('the name of a new app', () => {
  it.each(['harbour', 'my-app', 'a', '7seas', 'app.web', 'snake_case', 'x'.repeat(214)])('may be %s', (name) => {
    expect(named(name)).toEqual({ name });
  });

  it('is the last part of a path', () => {
    expect(appName('../apps/harbour', '/home/apps/harbour', TAKEN)).toEqual({ name: 'harbour' });
  });

  it.each([
    ['Harbour', 'such as "harbour"'],
    ['my app', 'such as "my-app"'],
    ['.hidden', 'such as "hidden"'],
    ['_private', 'such as "private"'],
    ['hafen/über', 'such as "u-ber"'],
    ['node_modules', 'such as "harbour"'],
    ['x'.repeat(215), `such as "${'x'.repeat(214)}"`],
    ['港', 'such as "harbour"'],
    ['express', 'a package that the app depends on. Choose another name, such as "my-express"'],
    ['halyard', 'a package that the app depends on. Choose another name, such as "my-halyard"'],
  ])('may not be %s', (typed, told) => {
    expect(named(typed)).toEqual({ problem: expect.stringContaining(told) });
  });

  it.each([
    ['/home/ada/My App', 'my-app'],
    ['/home/ada/harbour', 'harbour'],
    ['/home/ada/express', 'express-app'],
    ['/home/ada/港', 'app'],
    ['/', 'app'],
  ])('is made from the folder %s for "."', (folder, name) => {
    expect(appName('.', folder, TAKEN)).toEqual({ name });
  });
});
