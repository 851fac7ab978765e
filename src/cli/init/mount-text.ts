import { relative } from 'node:path';
import type { AppRoot } from '../project/app-root.ts';
import { dependsOn } from '../project/manifest.ts';
import type { FoundHost } from './find-host.ts';
import { mountLines } from './mount-lines.ts';

/** The names of the hosts, as people write them. */
const TITLES: Readonly<Record<string, string>> = {
  express: 'Express',
  fastify: 'Fastify',
  koa: 'Koa',
  hono: 'Hono',
  nest: 'Nest',
  hapi: 'hapi',
  'node-http': 'node:http',
};

/** What a person does to mount Halyard: each group of lines with its place. */
export function mountText({ mounted, points }: FoundHost, app: AppRoot): string {
  if (mounted.length > 0) return `Halyard is mounted already (${mounted.join(', ')}). There is no line to add.`;
  const place = (file: string, line: number): string => `${relative(process.cwd(), file).replaceAll('\\', '/')}${line === 0 ? '' : `:${line}`}`;
  const install = dependsOn(app.package.manifest, 'halyard') ? [] : ['Install Halyard first: npm install halyard'];
  const blocks = points.flatMap((point) => {
    const { additions, notes } = mountLines(point, app);
    const title = `${TITLES[point.host] ?? point.host} was found: ${place(point.file.source.file, point.node.loc.start.line)}. Add these lines:`;
    const groups = additions.map(({ file, line, where, lines }) => `${place(file, line)}  ${where}\n${lines.map((one) => `  ${one}`).join('\n')}`);
    return [title, ...groups, ...notes];
  });
  return [...install, ...blocks].join('\n\n');
}
