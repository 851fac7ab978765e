// The options of an app that runs in a process of its own. The test reads its log from the output.
const write = (level) => (record, message) => console.log(`halyard ${JSON.stringify({ level, message, ...record })}`);

export const options = {
  environment: process.env.ORDERS_ENVIRONMENT ?? 'production',
  logger: { error: write('error'), warn: write('warn'), info: write('info'), debug: () => {} },
  flash: { secret: 'a secret for tests, and for nothing else' },
};
