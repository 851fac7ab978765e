import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { int, mysqlTable, text } from 'drizzle-orm/mysql-core';
import { drizzle } from 'drizzle-orm/mysql2';
import knexOf from 'knex';
import mysql from 'mysql2';
import { CANARY, type Row, rows } from './row.ts';

/** The answers of MySQL 8 and MariaDB 11, by their numbers. */
const TEXTS: Readonly<Record<number, string>> = {
  1062: `Duplicate entry '${CANARY}' for key 'users.email'`,
  1451: 'Cannot delete or update a parent row: a foreign key constraint fails (`app`.`users`, CONSTRAINT `b` FOREIGN KEY (`boss`) REFERENCES `users` (`id`))',
  1452: 'Cannot add or update a child row: a foreign key constraint fails (`app`.`users`, CONSTRAINT `b` FOREIGN KEY (`boss`) REFERENCES `users` (`id`))',
  1048: "Column 'email' cannot be null",
  1364: "Field 'email' doesn't have a default value",
  1406: "Data too long for column 'email' at row 1",
  1264: "Out of range value for column 'age' at row 1",
  1366: `Incorrect integer value: '${CANARY}' for column 'age' at row 1`,
  1265: "Data truncated for column 'kind' at row 1",
  1411: `Incorrect datetime value: '${CANARY}' for function str_to_date`,
  1525: `Incorrect DATETIME value: '${CANARY}'`,
  3140: `Invalid JSON text: "Invalid value." at position 0 in value for column 'users.tags'.`,
  1305: 'FUNCTION app.nix does not exist',
  3819: "Check constraint 'users_chk_1' is violated.",
  4025: 'CONSTRAINT `users.age` failed for `app`.`users`',
  1064: `You have an error in your SQL syntax; check the manual for the right syntax to use near '${CANARY}' at line 1`,
};

/**
 * The libraries over the protocol of MySQL. No MySQL server runs here: the server of mysql2 answers each statement with the error packet of the number in
 * `answer`, and the real clients read it.
 */
export async function mysqlRows(): Promise<{ readonly rows: readonly Row[]; close(): Promise<void> }> {
  let answer = 0;
  const server = mysql.createServer(() => {});
  server.on('connection', (connection) => {
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.4.0',
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: 0xff_ff_ff & ~0x80_00 & ~0x800,
    });
    // Each statement begins a new sequence of packets.
    const sequence = connection as unknown as { sequenceId: number };
    const refuse = (): void => {
      sequence.sequenceId = 1;
      connection.writeError({ message: TEXTS[answer], code: answer });
      sequence.sequenceId = 0;
    };
    connection.on('query', refuse);
    connection.on('error', () => {});
  });
  server.listen(0);
  await once((server as unknown as { _server: NodeJS.EventEmitter })._server, 'listening');
  const { port } = (server as unknown as { _server: { address(): AddressInfo } })._server.address();
  const connection = { host: '127.0.0.1', port, user: 'app', database: 'app' };
  const client = mysql.createConnection(connection);
  const run = (errno: number, statement = 'insert into `users` (`email`) values (?)', values: readonly unknown[] = [CANARY]): Promise<unknown> => {
    answer = errno;
    return client.promise().query(statement, values as string[]);
  };
  const orm = drizzle(client);
  const users = mysqlTable('users', { email: text('email'), age: int('age') });
  const knex = knexOf({ client: 'mysql2', version: '8.4.0', connection, pool: { min: 0, max: 1 } });
  const UNIQUE = [['#/email', 'unique']] as const;
  const INVALID = [[undefined, 'invalid']] as const;
  const also = (errno: number, call: () => unknown) => (): unknown => {
    answer = errno;
    return call();
  };
  return {
    rows: [
      ...rows('mysql2', [
        ['1062, a value that is taken', () => run(1062), 409, UNIQUE],
        ['1062, of an index that is no column', () => run(1062, 'insert into users values (?)'), 409, [[undefined, 'unique']]],
        ['1451, a record that is referred to', () => run(1451, 'delete from users where email = ?'), 409, [[undefined, 'foreign_key']]],
        ['1452, a key that refers to nothing', () => run(1452), 409, [['#/boss', 'foreign_key']]],
        ['1048, null', () => run(1048), 400, [['#/email', 'not_null']]],
        ['1364, no value', () => run(1364), 400, [['#/email', 'not_null']]],
        ['1406, a text too long', () => run(1406), 400, [['#/email', 'too_long']]],
        ['1264, a number too large', () => run(1264), 400, [['#/age', 'out_of_range']]],
        ['1366, no number', () => run(1366), 400, [['#/age', 'invalid']]],
        ['1265, a word that an ENUM lacks', () => run(1265), 400, [['#/kind', 'invalid']]],
        ['1411, no date for a function', () => run(1411), 400, INVALID],
        ['1525, no date', () => run(1525), 400, INVALID],
        ['3140, no JSON', () => run(3140), 400, [['#/tags', 'invalid']]],
        ['3819, a check of MySQL', () => run(3819), 400, [[undefined, 'check']]],
        ['4025, a check of MariaDB', () => run(4025), 400, [[undefined, 'check']]],
        ['1064, a mistake in the statement', () => run(1064), 500],
      ]),
      ...rows('knex over mysql2', [
        ['1062', also(1062, () => knex('users').insert({ email: CANARY })), 409, UNIQUE],
        ['1064', also(1064, () => knex('users').insert({ email: CANARY })), 500],
        ['1305, of a function', also(1305, () => knex.raw('select nix(?)', [CANARY])), 500],
        ['1305, of a procedure', also(1305, () => knex.raw('call nix(?)', [CANARY])), 500],
        ['1064, in a statement that is none', also(1064, () => knex.raw('nix ?', [`2${CANARY}`])), 500],
      ]),
      ...rows('Drizzle over mysql2', [
        ['1062', also(1062, () => orm.insert(users).values({ email: CANARY })), 409, UNIQUE],
        ['1064', also(1064, () => orm.insert(users).values({ email: CANARY })), 500],
      ]),
    ],
    async close() {
      client.destroy();
      await knex.destroy().catch(() => {});
      (server as unknown as { close(): void }).close();
    },
  };
}
