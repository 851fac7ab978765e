import { Controller, Get, Module, Options, Post, Req, Res } from '@nestjs/common';
import { HalyardModule } from 'halyard/nest';
import { inRequest } from './faults.mjs';
import { controlOptions, register } from './options.mjs';

const METHODS = { GET: Get, POST: Post, OPTIONS: Options };

/** A Nest app with one controller that has a handler for each route. The class is made at run time, and its decorators are called as functions. */
export function nestApp(contextOf) {
  class Routes {}
  let count = 0;
  register((method, path, handler) => {
    const name = `route${++count}`;
    const value = (request, reply) => inRequest(() => handler(contextOf(request, reply)));
    Object.defineProperty(Routes.prototype, name, { value, writable: true, configurable: true });
    METHODS[method](path)(Routes.prototype, name, Object.getOwnPropertyDescriptor(Routes.prototype, name));
    Req()(Routes.prototype, name, 0);
    Res()(Routes.prototype, name, 1);
  });
  Controller()(Routes);

  class App {}
  Module({ imports: [HalyardModule.forRootAsync({ useFactory: controlOptions })], controllers: [Routes] })(App);
  return App;
}
