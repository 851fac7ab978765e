import { readOwn } from '../core/values/guarded-read.ts';
import { classNamed } from './class-chain.ts';

/** Classes of JavaScript and of the Web. The engine writes their texts. */
const NATIVE = [
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'URIError',
  'EvalError',
  'AggregateError',
  'SuppressedError',
  'DOMException',
] as const;

/** Returns whether the error's class is one of JavaScript's own, or extends one. Error itself does not count. */
export function isNative(error: Error): boolean {
  return NATIVE.some((name) => classNamed(error, name) !== undefined);
}

/** Members that systems, databases and clients add to their errors. An app does not add them to an error that it writes for a client. */
const SIGNS = [
  // Node and OpenSSL
  ...['syscall', 'errno', 'opensslErrorStack', 'errcode'],
  // PostgreSQL, MySQL, SQL Server, TypeORM, Sequelize
  ...['severity', 'routine', 'sql', 'sqlState', 'sqlMessage', 'lineNumber', 'driverError', 'original'],
  // MongoDB, Mongoose, Prisma, Redis
  ...['errmsg', 'errorResponse', 'keyValue', 'writeErrors', 'stringValue', '_message', 'clientVersion', 'command'],
];

/** The codes of Node, zlib, MySQL, SQLite and undici, and the codes of the operating system (errno.h) that reach an app. */
const CODE =
  /^(?:ERR_|Z_|ER_|SQLITE_|UND_ERR_|ECONN|EAI_|EADDR|EHOST|ENET|(?:ENOENT|EACCES|EPERM|EEXIST|EISDIR|ENOTDIR|ENOTEMPTY|EMFILE|ENFILE|ENOSPC|EROFS|EBUSY|EPIPE|EINVAL|EBADF|ETIMEDOUT|ENOTFOUND|EPROTO)$)/;

/** Returns whether the error comes from a system, a database or a client, whatever was added to it later. Then its text is not the app's. */
export function hasOtherOrigin(error: object): boolean {
  return SIGNS.some((name) => readOwn(error, name) !== undefined) || CODE.test(String(readOwn(error, 'code')));
}
