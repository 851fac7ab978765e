import { beforeAll, describe, expect, it } from 'vitest';
import { installedWithModules, run } from './nest-installed.ts';

type Found = Readonly<Record<string, { readonly status?: number; readonly body?: object; readonly log: readonly string[] }>>;

let folder: string;
beforeAll(() => {
  folder = installedWithModules('transports');
}, 300_000);

/** What an app answers with Halyard, and without it. */
async function both(file: string, platform: string): Promise<{ readonly withHalyard: Found; readonly plain: Found }> {
  const [withHalyard, plain] = [await run<Found>(folder, file, platform), await run<Found>(folder, file, platform, 'plain')];
  return { withHalyard, plain };
}

const THROWN = 'Halyard ERROR GET /rates 500 serverError: the bank did not answer';

describe.each(['express', 'fastify'])('an app with a transport of its own beside HTTP, on %s', (platform) => {
  it('answers and logs GraphQL as without Halyard, and its controllers with Halyard', async () => {
    const { withHalyard, plain } = await both('graphql.mjs', platform);
    const { '/rates': rates, ...queries } = withHalyard;
    const { '/rates': _, ...expected } = plain;
    expect(queries).toEqual(expected);
    expect(queries['missing']).toMatchObject({ status: 200, body: { errors: [{ message: 'There is no such payment.' }] }, log: [] });
    expect(queries['error']?.log).toEqual(['ExceptionsHandler ERROR Error: the bank did not answer']);
    expect(queries['no such field']).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] } });
    expect(rates).toMatchObject({ status: 500, body: { title: 'Internal Server Error', status: 500 }, log: [THROWN] });
  }, 120_000);

  it('answers and logs the messages of a microservice as without Halyard, and its controllers with Halyard', async () => {
    const { withHalyard, plain } = await both('microservice.mjs', platform);
    for (const [name, answer] of Object.entries(withHalyard)) {
      if (name.startsWith('/rates')) expect(answer).toMatchObject({ status: 500, body: { title: 'Internal Server Error', status: 500 }, log: [THROWN] });
      else expect([name, answer]).toEqual([name, plain[name]]);
    }
    const closed = { code: 'E_CLOSED', message: 'The bank is closed.' };
    for (const inherits of [false, true]) {
      expect(withHalyard[`rpc, inheritAppConfig: ${inherits}`]).toEqual({ result: { error: closed }, log: [] });
      expect(withHalyard[`error, inheritAppConfig: ${inherits}`]).toEqual({
        result: { error: { status: 'error', message: 'Internal server error' } },
        log: ['RpcExceptionsHandler ERROR Error: the bank did not answer'],
      });
      expect(Object.keys(withHalyard)).toContain(`/rates, inheritAppConfig: ${inherits}`);
    }
  }, 120_000);
});
