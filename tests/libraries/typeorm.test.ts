import 'reflect-metadata';
import { afterAll } from 'vitest';
import { typeormRows } from './older-peers/typeorm.ts';
import { proveRows } from './proved.ts';

const { rows, close } = await typeormRows();
afterAll(close);
proveRows('TypeORM', rows);
