import 'reflect-metadata';
import { BadRequestException, Body, Param, ParseArrayPipe, ParseIntPipe, Query, StandardSchemaValidationPipe, ValidationPipe } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsInt, IsString, MinLength, ValidateNested } from 'class-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { controllerOf, PLATFORMS, type Running, running } from '../../../tests/support/nest-app.ts';
import { HalyardModule } from './nest.ts';

class Item {
  declare name: string;
}
class Order {
  declare items: Item[];
  declare note: string;
  declare page: number;
}
IsString()(Item.prototype, 'name');
ValidateNested({ each: true })(Order.prototype, 'items');
Type(() => Item)(Order.prototype, 'items');
MinLength(3, { message: 'Write three letters.' })(Order.prototype, 'note');
class Page {
  declare page: number;
}
IsInt()(Page.prototype, 'page');

const Routes = controllerOf(
  Object.fromEntries(
    ['body', 'grouped', 'owner', 'query', 'param/:page', 'ids', 'items', 'int', 'schema', 'own', 'own/:page'].map((path) => [path, (value: unknown) => value]),
  ),
);
const pipe = (expectedType: new () => object, errorFormat: 'list' | 'grouped' = 'list') => new ValidationPipe({ expectedType, transform: true, errorFormat });
Body(pipe(Order))(Routes.prototype, 'body', 0);
Body(pipe(Order, 'grouped'))(Routes.prototype, 'grouped', 0);
Body('owner', pipe(Item))(Routes.prototype, 'owner', 0);
Query(pipe(Page))(Routes.prototype, 'query', 0);
Param(pipe(Page))(Routes.prototype, 'param/:page', 0);
Query('ids', new ParseArrayPipe({ items: Number }))(Routes.prototype, 'ids', 0);
Body(new ParseArrayPipe({ items: Item }))(Routes.prototype, 'items', 0);
Query('int', ParseIntPipe)(Routes.prototype, 'int', 0);
Query({ schema: z.object({ page: z.string().min(3) }) } as never, new StandardSchemaValidationPipe())(Routes.prototype, 'schema', 0);
/** A pipe as the documentation of Nest shows it. Halyard does not know its class. */
const own = {
  transform(value: unknown) {
    throw new BadRequestException({ message: 'Validation failed', errors: z.object({ page: z.number() }).safeParse(value).error?.issues });
  },
};
Query(own)(Routes.prototype, 'own', 0);
Param(own)(Routes.prototype, 'own/:page', 0);

const NAME = 'name must be a string';

describe.each(PLATFORMS)("the issues of Nest's pipes, on %s", (_, adapterOf) => {
  let app: Running;
  beforeAll(async () => {
    const halyard = HalyardModule.forRoot({ environment: 'production', logger: false });
    app = await running({ halyard, adapter: adapterOf(), metadata: { controllers: [Routes] } });
  });
  afterAll(() => app.stop());

  it.each<[string, string, unknown, object]>([
    ['a message that the app wrote', 'body', { items: [], note: 'x' }, [{ detail: 'Write three letters.', pointer: '#/note', code: 'minLength' }]],
    ['the same, grouped', 'grouped', { items: [], note: 'x' }, [{ detail: 'Write three letters.', pointer: '#/note', code: 'minLength' }]],
    [
      'an item that is no object',
      'body',
      { items: [3], note: 'abc' },
      [{ detail: expect.stringContaining('must be either object or array'), pointer: '#/items/0', code: 'nestedValidation' }],
    ],
    [
      'an item that is no object, grouped',
      'grouped',
      { items: [3], note: 'abc' },
      [{ detail: expect.stringContaining('must be either object or array'), pointer: '#/items/0', code: 'nestedValidation' }],
    ],
    ['a field of an item', 'body', { items: [{ name: 3 }], note: 'abc' }, [{ detail: `items.0.${NAME}`, pointer: '#/items/0/name', code: 'isString' }]],
    ['a part of the body', 'owner', { owner: { name: 3 } }, [{ detail: NAME, pointer: '#/owner/name', code: 'isString' }]],
    ['an item of an unknown index', 'items', [{ name: 3 }], [{ detail: NAME, code: 'isString' }]],
  ])('lead to the field: %s', async (__, path, body, errors) => {
    const answer = await app.ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    expect([answer.status, answer.json['errors']]).toEqual([400, errors]);
  });

  it.each<[string, string, object | undefined]>([
    ['@Query()', 'query?page=x', [{ detail: 'page must be an integer number', parameter: 'page', code: 'isInt' }]],
    ['@Param()', 'param/x', [{ detail: 'page must be an integer number', parameter: 'page', code: 'isInt' }]],
    ["@Query('ids')", 'ids?ids=1,x', [{ detail: 'item must be a number', parameter: 'ids.1' }]],
    ["@Query() with the app's own pipe", 'own?page=x', [{ detail: expect.any(String), parameter: 'page', code: 'invalid_type', params: expect.anything() }]],
    ["@Param() with the app's own pipe", 'own/x', [{ detail: expect.any(String), parameter: 'page', code: 'invalid_type', params: expect.anything() }]],
    ['a pipe that says no field', 'int?int=x', undefined],
  ])('lead to the parameter: %s', async (__, path, errors) => {
    const answer = await app.ask(path);
    expect([answer.status, answer.json['errors']]).toEqual([400, errors]);
  });
});
