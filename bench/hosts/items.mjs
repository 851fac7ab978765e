import { readdirSync } from 'node:fs';
import { items } from '../items.mjs';

/** Hosts with servers of their own in a folder here. */
export const hosts = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** The items of the other table, asked of a host's servers: what the host does by itself, what its users write, and Halyard. */
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
