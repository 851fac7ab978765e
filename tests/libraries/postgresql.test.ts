import { afterAll } from 'vitest';
import { postgresqlRows } from './databases.ts';
import { proveRows } from './proved.ts';

const { rows, close } = await postgresqlRows();
afterAll(close);
proveRows('PostgreSQL', rows);
