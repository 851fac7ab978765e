import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { describe, expect, it } from 'vitest';
import { halyard } from './hono.ts';

describe('a mistake in mounting', () => {
  const mount = (app: unknown) => () => halyard(app as Hono, { logger: false });

  it.each([[undefined], [{}], [() => undefined], [new Response()]])('is refused at start: no app (%#)', (value) => {
    expect(mount(value)).toThrow(expect.objectContaining({ code: 'E_NOT_AN_APP' }));
  });

  it('is refused at start: twice', () => {
    const app = new Hono();
    mount(app)();
    expect(mount(app)).toThrow(expect.objectContaining({ code: 'E_MOUNTED_TWICE' }));
  });

  it('is refused at start: after routes, whose requests it would not get; middleware is allowed', () => {
    expect(mount(new Hono().get('/berths', (c) => c.text('')))).toThrow(/E_MOUNTED_LATE.*GET \/berths/);
    expect(mount(new Hono().use(cors()))).not.toThrow();
  });

  it('is refused at start: after an onError, which it would replace', () => {
    expect(mount(new Hono().onError((_error, c) => c.text('mine')))).toThrow(/E_NAME_TAKEN[\s\S]*c\.var\.reply\.negotiate\(error\)/);
  });
});
