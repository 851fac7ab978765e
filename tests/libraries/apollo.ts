import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { RequestHandler } from 'express';

const { ensureInstalled } = (await import(new URL('../../scripts/separate-install.mjs', import.meta.url).href)) as {
  readonly ensureInstalled: (name: string, wanted: { readonly manifest: object }) => string;
};

const dependencies = { '@apollo/server': '5.5.1', '@as-integrations/express5': '1.1.2', express: '5.3.0', graphql: '16.11.0' };

interface Apollo {
  readonly ApolloServer: new (options: { readonly typeDefs: string; readonly resolvers: object }) => { start(): Promise<void> };
  readonly expressMiddleware: (server: object) => RequestHandler;
}

/** Apollo Server as middleware of Express. A package that it needs has an install script, so it is installed separately, without running scripts. */
export async function apolloMiddleware(typeDefs: string, resolvers: object): Promise<RequestHandler> {
  const from = createRequire(join(ensureInstalled('apollo', { manifest: { dependencies } }), 'package.json'));
  const { ApolloServer, expressMiddleware } = { ...from('@apollo/server'), ...from('@as-integrations/express5') } as Apollo;
  const server = new ApolloServer({ typeDefs, resolvers });
  await server.start();
  return expressMiddleware(server);
}
