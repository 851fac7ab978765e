// A Nest app with @nestjs/serve-static. Prints what clients get. The second argument is the option `renderPath`, the third is the folder of the files.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module, NotFoundException } from '@nestjs/common';
import { ServeStaticModule } from '@nestjs/serve-static';
import { HalyardModule } from 'halyard/nest';
import { ask, print, route, started } from './observe.mjs';

const [, , platform, options = '{}', files = 'index.html,a.txt'] = process.argv;
const rootPath = mkdtempSync(join(tmpdir(), 'halyard-static-'));
for (const file of files.split(',')) writeFileSync(join(rootPath, file), `this is ${file}`);

class Payments {
  payment() {
    throw new NotFoundException('There is no such payment.');
  }
}
route(Payments, 'payment', [Get('payments/:id')]);
Controller()(Payments);
class App {}
Module({ imports: [HalyardModule.forRoot(), ServeStaticModule.forRoot({ rootPath, ...JSON.parse(options) })], controllers: [Payments] })(App);

const { app, url } = await started(App, platform);
const found = {};
for (const path of ['/', '/a.txt', '/a', '/b.txt', '/payments/7', '/payments', '/static/a.txt', '/static/b.txt', '/%E0%A4%A.txt'])
  found[path] = await ask(url, path);
found['POST /b.txt'] = await ask(url, '/b.txt', { method: 'POST' });
await print(found, app);
