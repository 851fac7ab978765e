import { describe, expect, it } from 'vitest';
import type { EditorOption } from '../../../src/core/settings/editor-option.ts';
import { chooseEditor } from '../../../src/development/page/editor.ts';
import { nodeSettings } from '../../../src/hosting/node/node-settings.ts';
import { EDITORS } from '../../../src/hosting/shared/editor-option.ts';

/** What npm sets for a script if no editor is named, on Linux and on Windows. */
const NPM = [
  { EDITOR: 'vi', npm_execpath: '/usr/lib/npm-cli.js' },
  { EDITOR: 'C:\\Windows\\notepad.exe', npm_execpath: 'C:\\npm-cli.js' },
];
const FILE = '/srv/shop/src/order.ts';
const linkOf = (option: EditorOption | undefined, variables: Readonly<Record<string, string>> = {}, path = FILE) =>
  chooseEditor(option, variables).editor?.addressOf(path, 18, 25);

describe('the option editor', () => {
  it.each([
    ['vscode', 'vscode://file/srv/shop/src/order.ts:18:25'],
    ['vscode-insiders', 'vscode-insiders://file/srv/shop/src/order.ts:18:25'],
    ['vscodium', 'vscodium://file/srv/shop/src/order.ts:18:25'],
    ['cursor', 'cursor://file/srv/shop/src/order.ts:18:25'],
    ['windsurf', 'windsurf://file/srv/shop/src/order.ts:18:25'],
    ['zed', 'zed://file/srv/shop/src/order.ts:18:25'],
    ['idea', 'idea://open?file=/srv/shop/src/order.ts&line=18&column=25'],
    ['webstorm', 'webstorm://open?file=/srv/shop/src/order.ts&line=18&column=25'],
    ['phpstorm', 'phpstorm://open?file=/srv/shop/src/order.ts&line=18&column=25'],
    ['sublime', 'subl://open?url=file:///srv/shop/src/order.ts&line=18&column=25'],
    ['textmate', 'txmt://open?url=file:///srv/shop/src/order.ts&line=18&column=25'],
    ['macvim', 'mvim://open?url=file:///srv/shop/src/order.ts&line=18&column=25'],
    ['emacs', 'emacs://open?url=file:///srv/shop/src/order.ts&line=18&column=25'],
    ['my-editor://go?to={path}&at={line}', 'my-editor://go?to=/srv/shop/src/order.ts&at=18'],
  ])('opens a file in %s', (name, expected) => {
    expect(linkOf(name)).toBe(expected);
    expect(linkOf({ name })).toBe(expected);
  });

  it('has a row above for each editor', () => {
    expect(Object.keys(EDITORS)).toHaveLength(13);
  });

  it('maps the folders of a container, and the longest folder wins', () => {
    const paths = { '/srv': '/wrong', '/srv/shop': '/home/me/shop/', '/srv/shop/src/or': '/no' };
    expect(linkOf({ name: 'vscode', paths })).toBe('vscode://file/home/me/shop/src/order.ts:18:25');
    expect(linkOf({ name: 'vscode', paths: { '/srv/shop': 'C:\\work\\shop' } })).toBe('vscode://file/C:/work/shop/src/order.ts:18:25');
    expect(linkOf({ name: 'vscode', paths: { 'C:\\app': '/home/me/shop' } }, {}, 'C:\\app\\src\\order.ts')).toBe(
      'vscode://file/home/me/shop/src/order.ts:18:25',
    );
    expect(linkOf({ name: 'vscode', paths: { '/': '/mnt' } })).toBe('vscode://file/mnt/srv/shop/src/order.ts:18:25');
    expect(linkOf('vscode', { HALYARD_EDITOR_PATHS: '/srv/shop=/home/me/shop; /lib=/home/me/lib' })).toBe('vscode://file/home/me/shop/src/order.ts:18:25');
  });

  it('encodes a path, so that no character ends the address', () => {
    expect(linkOf('idea', {}, '/srv/a&line=1#b?c d"/é.ts')).toBe('idea://open?file=/srv/a%26line%3D1%23b%3Fc%20d%22/%C3%A9.ts&line=18&column=25');
    expect(linkOf('vscode', {}, 'C:\\shop\\order.ts')).toBe('vscode://file/C:/shop/order.ts:18:25');
  });

  it('is checked at start, in production too', () => {
    const start = (editor: unknown) => () => nodeSettings({ editor: editor as EditorOption, environment: 'production' });
    expect(start('vscoed')).toThrow(/editor: "vscoed"[\s\S]+one of vscode[\s\S]+Did you mean "vscode"\?/);
    expect(start({ name: 7 })).toThrow(/editor\.name: 7/);
    expect(start({ nmae: 'idea' })).toThrow(/editor\.nmae[\s\S]+Did you mean "name"\?/);
    expect(start({ paths: { app: '/home' } })).toThrow(/"app" to "\/home"[\s\S]+absolute folders/);
    expect(start({ paths: { '/app': 7 } })).toThrow(/absolute folders/);
    expect(start({ paths: [] })).toThrow(/editor\.paths/);
    expect(start(true)).toThrow(/editor: true/);
    expect(start('javascript:alert({path})')).toThrow(/editor:/);
    for (const fine of [undefined, false, 'idea', {}, { paths: { '/app': '/home/me' } }]) expect(start(fine)).not.toThrow();
  });
});

describe('the editor of the environment', () => {
  it.each([
    [{ HALYARD_EDITOR: 'zed', VISUAL: 'code' }, 'Zed'],
    [{ HALYARD_EDITOR: 'code --wait' }, 'VS Code'],
    [{ HALYARD_EDITOR: 'my-editor://{path}' }, 'your editor'],
    [{ VISUAL: 'cursor --wait', EDITOR: 'vim' }, 'Cursor'],
    [{ VISUAL: '', EDITOR: '/usr/local/bin/idea' }, 'IntelliJ IDEA'],
    [{ EDITOR: 'C:\\Tools\\Code.cmd' }, 'VS Code'],
    [{ EDITOR: 'vim', TERM_PROGRAM: 'vscode' }, 'VS Code'],
    [{ TERM_PROGRAM: 'vscode', CURSOR_TRACE_ID: 'x' }, 'Cursor'],
    [{ TERM_PROGRAM: 'vscode', TERM_PROGRAM_VERSION: '1.99.0-insider' }, 'VS Code Insiders'],
    [{ TERMINAL_EMULATOR: 'JetBrains-JediTerm' }, 'IntelliJ IDEA'],
    [{ TERM_PROGRAM: 'zed' }, 'Zed'],
    [{ EDITOR: 'emacsclient -n' }, 'Emacs'],
  ])('with %j is %s', (variables, label) => {
    expect(chooseEditor(undefined, variables as Record<string, string>).editor?.label).toBe(label);
  });

  it('is not used if the option names one, or switches links off', () => {
    expect(chooseEditor('idea', { HALYARD_EDITOR: 'zed' }).editor?.label).toBe('IntelliJ IDEA');
    expect(chooseEditor(false, { HALYARD_EDITOR: 'zed' })).toEqual({});
  });

  it.each([{}, { EDITOR: '', VISUAL: ' ' }, { TERM_PROGRAM: 'iTerm.app' }, { HALYARD_EDITOR: ' ' }, ...NPM])('with %j is VS Code, with advice', (variables) => {
    const { editor, advice } = chooseEditor(undefined, { ...variables, HALYARD_EDITOR_PATHS: '/srv/shop=/home/me/shop' });
    expect(editor?.addressOf(FILE, 18, 25)).toBe('vscode://file/home/me/shop/src/order.ts:18:25');
    expect(advice).toContain("editor: 'cursor'");
  });

  it('needs no advice if it is named', () => {
    expect(chooseEditor('vscode', {}).advice).toBeUndefined();
    expect(chooseEditor(undefined, { EDITOR: 'code' }).advice).toBeUndefined();
  });

  it('that is not known gives advice in place of links', () => {
    for (const named of [
      { EDITOR: 'vi' },
      { EDITOR: 'vim', npm_execpath: '/usr/lib/npm-cli.js' },
      { VISUAL: 'vi', EDITOR: 'vi', npm_execpath: '/usr/lib/npm-cli.js' },
    ])
      expect(chooseEditor(undefined, named).editor, JSON.stringify(named)).toBeUndefined();
    expect(chooseEditor(undefined, { EDITOR: 'vim', VISUAL: 'constructor' })).toEqual({ advice: expect.stringContaining("editor: 'vscode'") });
    expect(chooseEditor(undefined, { HALYARD_EDITOR: 'vscoed' })).toEqual({ advice: 'HALYARD_EDITOR is "vscoed". Did you mean "vscode"?' });
    expect(chooseEditor(undefined, { HALYARD_EDITOR: 'javascript:alert({path})' }).editor).toBeUndefined();
  });
});
