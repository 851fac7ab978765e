import { createClient } from 'redis';

/** A client of Redis or Valkey that reconnects. If the server is missing at start, it prints a message and ends the process. */
export async function connectRedis(url) {
  let wasThere = false;
  const client = createClient({
    url,
    socket: { reconnectStrategy: (retries, cause) => (wasThere ? Math.min(50 * 2 ** retries, 2_000) : cause) },
  });
  client.on('error', (error) => console.error(`Redis: ${error.message}`));
  try {
    await client.connect();
  } catch {
    console.error(`There is no Redis or Valkey at ${url}. Start one, such as redis-server, or name another: REDIS_URL=redis://host:6379`);
    process.exit(1);
  }
  wasThere = true;
  return client;
}
