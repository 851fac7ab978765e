import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../.changeset');
const changesets = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');

describe('a changeset', () => {
  // A single unreadable changeset makes the release of all of them fail.
  it.each(changesets)('names the packages of its release, and describes the change: %s', (name) => {
    expect(readFileSync(join(folder, name), 'utf8')).toMatch(
      /^---\n(?:(['"])(?:halyard|create-halyard|sails-hook-halyard)\1: (?:major|minor|patch)\n)+---\n\n\S/,
    );
  });
});
