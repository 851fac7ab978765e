import { DataSource, EntitySchema } from 'typeorm';
import { CANARY, type Row, rows } from '../row.ts';

const User = new EntitySchema<{ id: number; email: string; age: number | null; version: number }>({
  name: 'User',
  tableName: 'users',
  columns: {
    id: { type: Number, primary: true, generated: true },
    email: { type: String, unique: true },
    age: { type: Number, nullable: true },
    version: { type: Number, version: true },
  },
  checks: [{ expression: 'age > 0' }],
});

/** TypeORM over sql.js. */
export async function typeormRows(): Promise<{ readonly rows: readonly Row[]; close(): Promise<void> }> {
  const source = new DataSource({ type: 'sqljs', entities: [User], synchronize: true });
  await source.initialize();
  const users = source.getRepository(User);
  await users.save({ email: CANARY });
  return {
    rows: rows('TypeORM', [
      ['QueryFailedError of a value that is taken', () => users.insert({ email: CANARY }), 409, [['#/email', 'unique']]],
      ['QueryFailedError of a missing value', () => users.insert({ age: 3 }), 400, [['#/email', 'not_null']]],
      ['QueryFailedError of a check', () => users.insert({ email: `2${CANARY}`, age: -1 }), 400, [[undefined, 'check']]],
      ['EntityNotFoundError', () => users.findOneByOrFail({ email: `3${CANARY}` }), 404],
      ['OptimisticLockVersionMismatchError', () => users.findOne({ where: { id: 1 }, lock: { mode: 'optimistic', version: 7 } }), 409],
      ['EntityPropertyNotFoundError', () => users.findOneBy({ nix: CANARY } as object), 500],
    ]),
    close: () => source.destroy(),
  };
}
