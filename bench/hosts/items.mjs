import { readdirSync } from 'node:fs';
import { items } from '../items.mjs';

/** Hosts with a folder of servers here. */
export const hosts = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The items of the main table, for the servers of a host: the host's defaults, handwritten code, and Halyard. */
export async function itemsOf(host) {
  const { variants } = await import(`./${host}/variants.mjs`);
  return items
    .filter((item) => item.load === undefined)
    .map((item) => ({
      ...item,
      title: `${item.title} · ${host}`,
      target: undefined,
      variants: variants.filter(({ only }) => only === undefined || only.includes(item.id)),
    }));
}
