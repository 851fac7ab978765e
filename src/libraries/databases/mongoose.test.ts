import { type Connection, createConnection, Schema } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf, passed, thrown } from '../../../tests/support/answer-of.ts';
import { mongodbServer } from '../../../tests/support/mongodb-server.ts';

/** Mongoose is the real package and is connected. The server behind it is a stand-in (see its file). */
describe('Mongoose', () => {
  let server: Awaited<ReturnType<typeof mongodbServer>>;
  let connection: Connection;
  beforeAll(async () => {
    server = await mongodbServer();
    connection = await createConnection(server.url).asPromise();
    connection.model(
      'Boat',
      new Schema(
        {
          email: { type: String, match: /@|^hunter2$/, unique: true, sparse: true },
          address: { type: String, match: /@/ },
          age: Number,
          kind: { type: String, enum: ['sail', 'motor'] },
          password: { type: String, minlength: 8 },
          crew: [{ name: { type: String, required: true } }],
          depth: { type: Number, min: [3, 'Too shallow'] },
        },
        { strict: 'throw' },
      ),
    );
    connection.model('Booking', new Schema({ boat: String }, { optimisticConcurrency: true }));
    await Promise.all(Object.values(connection.models).map((model) => model.init()));
  });
  afterAll(async () => {
    await connection.close();
    server.close();
  });
  const boats = () => connection.model('Boat');
  const bookings = () => connection.model('Booking');

  const errors = [
    { detail: 'Not a valid Number', pointer: '#/age', code: 'cast', params: { kind: 'Number' } },
    { detail: 'Not a valid value', pointer: '#/address', code: 'regexp' },
    { detail: 'Not a valid value', pointer: '#/kind', code: 'enum' },
    { detail: 'Must have 8 characters or more', pointer: '#/password', code: 'minlength', params: { minlength: 8 } },
    { detail: 'Required', pointer: '#/crew/0/name', code: 'required' },
    { detail: 'Too shallow', pointer: '#/depth', code: 'min', params: { min: 3 } },
  ];
  const invalid = { address: 'hunter2', age: 'hunter2', kind: 'hunter2', password: 'hunter2', crew: [{}], depth: 1 };

  describe.each<[string, () => Promise<unknown>]>([
    ['a document', () => boats().create(invalid)],
    ['many documents', () => boats().insertMany([invalid])],
    ['many documents, of which the others are kept', () => boats().insertMany([{ email: '@' }, invalid], { ordered: false, throwOnValidationError: true })],
  ])('for %s', (_, call) => {
    it.each([passed, thrown])('maps what was refused to issues without the value, also when it is thrown: %o', async (how) => {
      const { status, problem, everything } = await how(await errorOf(call));
      expect(status).toBe(400);
      expect(problem.errors).toHaveLength(errors.length);
      expect(problem.errors).toEqual(expect.arrayContaining(errors));
      expect(everything).not.toContain('hunter2');
      await boats().deleteOne({ email: '@' });
    });
  });

  const strict = { detail: 'Not a known field', pointer: '#/hunter', code: 'strict' };
  const taken = { detail: 'Already taken', pointer: '#/email', code: 'unique' };
  const twice = async (email: string, call: () => Promise<unknown>): Promise<unknown> => {
    await boats().create({ email });
    return call();
  };

  it.each<[string, () => Promise<unknown>, string, number, readonly object[]]>([
    [
      'a query that cannot be',
      () => boats().findById('hunter2').exec(),
      'CastError',
      400,
      [{ detail: 'Not a valid ObjectId', pointer: '#/_id', code: 'cast', params: { kind: 'ObjectId' } }],
    ],
    ['an unknown field', () => boats().create({ hunter: 'hunter2' }), 'StrictModeError', 400, [strict]],
    [
      'one in an update',
      () =>
        boats()
          .updateOne({}, { $set: { hunter: 'hunter2' } })
          .exec(),
      'StrictModeError',
      400,
      [strict],
    ],
    ['a key that is taken', () => twice('hunter2', () => boats().create({ email: 'hunter2' })), 'MongoServerError', 409, [taken]],
    ['the same of many', () => boats().insertMany([{ email: 'hunter2' }]), 'MongoBulkWriteError', 409, [taken]],
  ])('maps %s', async (_, call, name, status, found) => {
    const error = await errorOf(call);
    expect(error).toMatchObject({ name });
    const answer = await thrown(error);
    expect([answer.status, answer.problem.errors]).toEqual([status, found]);
    expect(answer.everything).not.toContain('hunter2');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['to find', () => boats().findOne({ address: 'hunter2' }).orFail().exec()],
    ['to change', () => boats().findOneAndUpdate({ address: 'hunter2' }, { age: 3 }).orFail().exec()],
    [
      'to save',
      async () => {
        const boat = await boats().create({ email: 'gone@' });
        await boats().deleteOne({ _id: boat._id });
        await boat.set('age', 3).save();
      },
    ],
  ])('has a 404 for a document %s that is not there, without the query', async (_, call) => {
    const error = await errorOf(call);
    expect(error).toMatchObject({ name: 'DocumentNotFoundError' });
    const { status, problem, everything } = await thrown(error);
    expect([status, problem]).toEqual([404, { title: 'Not Found', status: 404 }]);
    expect(everything).not.toContain('hunter2');
  });

  it.each<[string, string, (stale: ReturnType<typeof bookings>['prototype']) => Promise<unknown>]>([
    ['save', 'VersionError', (stale) => stale.save()],
    ['bulkSave', 'MongooseBulkSaveIncompleteError', (stale) => bookings().bulkSave([stale])],
  ])('has a 409 for an edit that conflicts with another edit: %s', async (_, name, save) => {
    const stale = await bookings().create({ boat: 'Fram' });
    await (await bookings().findById(stale._id).orFail()).set('boat', 'Gjøa').save();
    const error = await errorOf(() => save(stale.set('boat', 'Maud')));
    expect(error).toMatchObject({ name });
    expect((await thrown(error)).problem).toEqual({ title: 'Conflict', status: 409 });
  });
});
