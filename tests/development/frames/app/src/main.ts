import { Orders } from './orders.ts';

/** Prints the report of an error as JSON. */
async function main(): Promise<void> {
  const { reportedError } = await import(process.env.REPORT as string);
  try {
    await Promise.resolve();
    new Orders((): undefined => undefined).find('7');
  } catch (error: unknown) {
    console.log(JSON.stringify(reportedError(error, { now: () => performance.now() })));
  }
}

await main();
