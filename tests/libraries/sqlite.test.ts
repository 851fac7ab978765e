import { afterAll } from 'vitest';
import { proveRows } from './proved.ts';
import { sqliteRows } from './sqlite.ts';

const { rows, close } = await sqliteRows();
afterAll(close);
proveRows('SQLite', rows);
