import { type Collection, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, thrown } from '../../../tests/support/answer-of.ts';
import { mongodbServer } from '../../../tests/support/mongodb-server.ts';

/** The driver is MongoDB's. The server behind it is a stand-in that sends the documented responses (see its file). */
describe('MongoDB', () => {
  const taken = { berth: { name: 'hunter2' }, side_of_pier: 'left' };
  let server: Awaited<ReturnType<typeof mongodbServer>>;
  let client: MongoClient;
  let boats: Collection;
  let crew: Collection;
  let piers: Collection;
  beforeAll(async () => {
    server = await mongodbServer();
    client = await MongoClient.connect(server.url);
    boats = client.db().collection('boats');
    await boats.createIndex({ email: 1 }, { unique: true });
    await boats.createIndex({ 'berth.name': 1, side_of_pier: -1 }, { unique: true });
    await boats.insertMany([
      { email: 'hunter2', ...taken },
      { email: 'other', berth: { name: 'other' }, side_of_pier: 'left' },
    ]);
    const required = ['boat'];
    crew = await client.db().createCollection('crew', { validator: { $jsonSchema: { required, properties: { password: { minLength: 8 } } } } });
    piers = await client.db().createCollection('piers', { validator: { $jsonSchema: { properties: { _id: {} }, additionalProperties: false } } });
  });
  afterAll(async () => {
    await client.close();
    server.close();
  });

  const email = { detail: 'Already taken', pointer: '#/email', code: 'unique' };
  const berth = [
    { detail: 'Already taken', pointer: '#/berth/name', code: 'unique' },
    { detail: 'Already taken', pointer: '#/side_of_pier', code: 'unique' },
  ];
  const change = { $set: { email: 'hunter2' } };
  const password = { detail: 'Not a value that is allowed here', pointer: '#/password', code: 'check' };
  const boat = { detail: 'Required', pointer: '#/boat', code: 'not_null' };

  it.each<[string, () => Promise<unknown>, string, number, readonly object[]]>([
    ['a key that is taken', () => boats.insertOne({ email: 'hunter2' }), 'MongoServerError', 409, [email]],
    ['one of several fields', () => boats.insertOne({ email: 'x', ...taken }), 'MongoServerError', 409, berth],
    ['one that is changed', () => boats.updateOne({ email: 'other' }, change), 'MongoServerError', 409, [email]],
    ['the same by findOneAndUpdate', () => boats.findOneAndUpdate({ email: 'other' }, change), 'MongoServerError', 409, [email]],
    ['one of many', () => boats.insertMany([{ email: 'y', side_of_pier: 1 }, { email: 'hunter2' }]), 'MongoBulkWriteError', 409, [email]],
    [
      'several of many, each field once',
      () => boats.insertMany([{ email: 'hunter2' }, { email: 'hunter2' }, { email: 'z', ...taken }], { ordered: false }),
      'MongoBulkWriteError',
      409,
      [email, ...berth],
    ],
    ['one in a bulk', () => boats.bulkWrite([{ updateOne: { filter: { email: 'other' }, update: change } }]), 'MongoBulkWriteError', 409, [email]],
    [
      'one in a bulk of several collections',
      () => client.bulkWrite([{ namespace: 'harbour.boats', name: 'insertOne', document: { email: 'hunter2' } }]),
      'MongoClientBulkWriteError',
      409,
      [email],
    ],
    ['what the collection’s schema refuses', () => crew.insertOne({ password: 'hunter2' }), 'MongoServerError', 400, [password, boat]],
    ['the same of a property that is not there', () => crew.insertOne({ password: 'hunter2hunter2' }), 'MongoServerError', 400, [boat]],
    ['an unknown field', () => piers.insertOne({ password: 'hunter2' }), 'MongoServerError', 400, [password]],
    ['the same of many', () => crew.insertMany([{ boat: 1, password: 'hunter2' }]), 'MongoBulkWriteError', 400, [password]],
  ])('maps %s', async (_, call, name, status, errors) => {
    const error = await errorOf(call);
    expect(error).toMatchObject({ name });
    const answer = await thrown(error);
    expect([answer.status, answer.problem.errors]).toEqual([status, errors]);
    expect(answer.everything).not.toContain('hunter2');
  });

  it('is a 500 for every other error', async () => {
    const { status, problem } = await thrown(await errorOf(() => client.db().command({ launchBoat: 1 })));
    expect([status, problem]).toEqual([500, { title: 'Internal Server Error', status: 500 }]);
  });
});
