import { afterAll } from 'vitest';
import { mysqlRows } from './mysql.ts';
import { proveRows } from './proved.ts';

const { rows, close } = await mysqlRows();
afterAll(close);
proveRows('MySQL', rows);
