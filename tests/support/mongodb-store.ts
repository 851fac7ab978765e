import { isDeepStrictEqual } from 'node:util';
import { BSON } from 'mongodb';

// biome-ignore lint/suspicious/noExplicitAny: a document is whatever was sent.
export type Document = Record<string, any>;

interface Index {
  readonly name: string;
  readonly key: Document;
  readonly unique?: boolean;
  readonly sparse?: boolean;
}

interface Collection {
  documents: readonly Document[];
  readonly indexes: Index[];
  validator?: Document | undefined;
}

/** The error that refuses a write: MongoDB's code, and its message. */
class Refused extends Error {
  readonly failure: Document;
  constructor(failure: Document) {
    super(failure['errmsg']);
    this.failure = failure;
  }
}

/** The documents of a database, and the commands of MongoDB that a driver needs to insert, find and delete them by equality. */
export class Store {
  readonly #collections = new Map<string, Collection>();

  run(name: string, command: Document): Document {
    try {
      const collection = this.#collection(command[name]);
      if (name === 'create') {
        collection.validator = command['validator'];
        return { ok: 1 };
      }
      if (name === 'createIndexes') {
        collection.indexes.push(...command['indexes']);
        return { ok: 1 };
      }
      if (name === 'find') return found(collection, command);
      if (name === 'bulkWrite') return this.#bulkWrite(command);
      const namespace = `${command['$db']}.${command[name]}`;
      if (name === 'insert') return each(command['documents'], command['ordered'], (document) => insert(collection, namespace, document));
      if (name === 'update') return each(command['updates'], command['ordered'], ({ q, u }) => update(collection, namespace, q, u));
      if (name === 'delete') return each(command['deletes'], command['ordered'], ({ q, limit }) => remove(collection, q, limit));
      if (name === 'findAndModify') return findAndModify(collection, namespace, command);
      throw new Refused({ code: 59, codeName: 'CommandNotFound', errmsg: `no such command: '${name}'` });
    } catch (error) {
      if (error instanceof Refused) return { ok: 0, ...error.failure };
      throw error;
    }
  }

  /** Inserts into any number of collections. Each refused insert is an entry of a cursor. */
  #bulkWrite({ ops, nsInfo, ordered }: Document): Document {
    const namespaceOf = (op: Document): string => nsInfo[op['insert']].ns;
    const { n, writeErrors = [] } = each(ops, ordered, (op) =>
      insert(this.#collection(namespaceOf(op).replace(/^[^.]*\./, '')), namespaceOf(op), op['document']),
    );
    const firstBatch = writeErrors.map(({ index, ...failure }: Document) => ({ ok: 0, idx: index, n: 0, ...failure }));
    const counts = { nErrors: firstBatch.length, nInserted: n, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 };
    return { cursor: { id: BSON.Long.ZERO, ns: 'admin.$cmd.bulkWrite', firstBatch }, ...counts, ok: 1 };
  }

  #collection(name: unknown): Collection {
    const collection = this.#collections.get(String(name)) ?? { documents: [], indexes: [{ name: '_id_', key: { _id: 1 }, unique: true }] };
    this.#collections.set(String(name), collection);
    return collection;
  }
}

/** Runs each write separately. The first refused write ends an ordered list. */
function each(writes: readonly Document[], ordered: boolean, write: (of: Document) => Document): Document {
  const done: Document = { n: 0, ok: 1 };
  const writeErrors: Document[] = [];
  for (const [index, one] of writes.entries()) {
    try {
      for (const [name, count] of Object.entries(write(one))) done[name] = (done[name] ?? 0) + count;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { codeName: _, ...failure } = error.failure;
      writeErrors.push({ index, ...failure });
      if (ordered !== false) break;
    }
  }
  return writeErrors.length === 0 ? done : { ...done, writeErrors };
}

function insert(collection: Collection, namespace: string, document: Document): Document {
  check(collection, namespace, document, collection.documents);
  collection.documents = [...collection.documents, document];
  return { n: 1 };
}

function update(collection: Collection, namespace: string, query: Document, changes: Document): Document {
  const document = collection.documents.find((one) => matches(one, query));
  if (document === undefined) return { n: 0, nModified: 0 };
  const changed = { ...document, ...changes['$set'] };
  for (const [name, by] of Object.entries(changes['$inc'] ?? {})) changed[name] = (changed[name] ?? 0) + (by as number);
  for (const [name, values] of Object.entries(changes['$push'] ?? {}))
    changed[name] = [...(changed[name] ?? []), ...((values as Document)['$each'] ?? [values])];
  check(
    collection,
    namespace,
    changed,
    collection.documents.filter((one) => one !== document),
  );
  collection.documents = collection.documents.map((one) => (one === document ? changed : one));
  return { n: 1, nModified: 1 };
}

function remove(collection: Collection, query: Document, limit: number): Document {
  const gone = collection.documents.filter((one) => matches(one, query)).slice(0, limit === 0 ? undefined : limit);
  collection.documents = collection.documents.filter((one) => !gone.includes(one));
  return { n: gone.length };
}

function found(collection: Collection, { find, $db, filter = {}, limit = 0 }: Document): Document {
  const firstBatch = collection.documents.filter((one) => matches(one, filter)).slice(0, limit === 0 ? undefined : Math.abs(limit));
  return { cursor: { id: BSON.Long.ZERO, ns: `${$db}.${find}`, firstBatch }, ok: 1 };
}

function findAndModify(collection: Collection, namespace: string, command: Document): Document {
  const value = collection.documents.find((one) => matches(one, command['query'])) ?? null;
  const { n } = command['remove'] === true ? remove(collection, command['query'], 1) : update(collection, namespace, command['query'], command['update']);
  return { value, lastErrorObject: { n, updatedExisting: n === 1 }, ok: 1 };
}

function matches(document: Document, query: Document): boolean {
  return Object.entries(query).every(([name, wanted]) => same(at(document, name), wanted));
}

/** `berth.name` is the name of the berth. */
function at(document: Document, path: string): unknown {
  return path.split('.').reduce<Document | undefined>((member, name) => member?.[name], document);
}

function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(BSON.EJSON.serialize({ v: a ?? null }), BSON.EJSON.serialize({ v: b ?? null }));
}

/** Validates the document before it checks the indexes, as the server does. */
function check({ indexes, validator }: Collection, namespace: string, document: Document, others: readonly Document[]): void {
  const rules = rulesBroken(document, validator?.['$jsonSchema']);
  if (rules.length > 0) {
    const details = { operatorName: '$jsonSchema', schemaRulesNotSatisfied: rules };
    throw new Refused({ code: 121, errmsg: 'Document failed validation', errInfo: { failingDocumentId: document['_id'], details } });
  }
  for (const { name, key: keyPattern, unique, sparse } of indexes) {
    const fields = Object.keys(keyPattern);
    if (unique !== true && name !== '_id_') continue;
    if (sparse === true && fields.every((field) => at(document, field) === undefined)) continue;
    if (!others.some((other) => fields.every((field) => same(at(other, field), at(document, field))))) continue;
    const keyValue = Object.fromEntries(fields.map((field) => [field, at(document, field) ?? null]));
    const key = fields.map((field) => `${field}: ${JSON.stringify(keyValue[field])}`).join(', ');
    const errmsg = `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: { ${key} }`;
    throw new Refused({ code: 11_000, codeName: 'DuplicateKey', errmsg, keyPattern, keyValue });
  }
}

/** Checks `required`, `minLength` and closed objects of a $jsonSchema. The result has the form in the manual ("Schema Validation: Improved error messages"). */
function rulesBroken(document: Document, { required = [], properties = {}, additionalProperties }: Document = {}): readonly Document[] {
  const missingProperties = required.filter((name: string) => !(name in document));
  const propertiesNotSatisfied = Object.entries<Document>(properties).flatMap(([propertyName, { minLength }]) => {
    const consideredValue = document[propertyName];
    if (minLength === undefined || typeof consideredValue !== 'string' || consideredValue.length >= minLength) return [];
    const reason = 'specified string length was not satisfied';
    return [{ propertyName, details: [{ operatorName: 'minLength', specifiedAs: { minLength }, reason, consideredValue }] }];
  });
  const more = additionalProperties === false ? Object.keys(document).filter((name) => !(name in properties)) : [];
  return [
    ...(more.length === 0 ? [] : [{ operatorName: 'additionalProperties', specifiedAs: { additionalProperties }, additionalProperties: more }]),
    ...(propertiesNotSatisfied.length === 0 ? [] : [{ operatorName: 'properties', propertiesNotSatisfied }]),
    ...(missingProperties.length === 0 ? [] : [{ operatorName: 'required', specifiedAs: { required }, missingProperties }]),
  ];
}
