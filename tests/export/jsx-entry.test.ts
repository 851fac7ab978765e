import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Project } from '../cli/project.ts';
import { exportPages } from './exported.ts';

const SERVER = `
import { Hono } from 'hono';
import { halyard } from 'halyard/hono';
import { Page } from './page';
const app = new Hono();
halyard(app, { views: { render: (name: string, { title, reference }: Record<string, unknown>) => String(<Page title={String(title)} reference={String(reference)} />) } });
export default app;
`;
const PAGE = `export const Page = (it: { title: string; reference: string }) => <html lang="en"><title>{it.title}</title><p>{it.reference}</p></html>;\n`;

let project: Project;
afterEach(() => project.remove());

it.each([
  ['the file', '/** @jsxImportSource hono/jsx */\n', '{}'],
  ['tsconfig.json', '', '{ "compilerOptions": { /* of Hono */ "jsx": "react-jsx", "jsxImportSource": "hono/jsx" } }'],
])(
  'an entry with JSX has its pages, if %s names the library',
  async (_, pragma, config) => {
    project = new Project({ name: 'shop', type: 'module' }, ['hono']);
    project.write('tsconfig.json', config);
    project.write('src/server.tsx', pragma + SERVER);
    project.write('src/page.tsx', pragma + PAGE);
    const { pages } = await exportPages(join(project.path, 'src/server.tsx'), { statuses: [502] });
    expect(pages.pages.find(({ format }) => format === 'html')?.parts[0]).toMatch(/^<html lang="en"><title>Bad Gateway<\/title>/);
  },
  60_000,
);
