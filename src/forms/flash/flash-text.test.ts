import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../core/values/issue.ts';
import type { FlashNote } from './flash-note.ts';
import { noteOf, textOf } from './flash-text.ts';

const empty: FlashNote = { to: '/signup', at: 1_700_000_000, bag: '', issues: [], old: {}, messages: {} };
const bytes = (text: string): number => new TextEncoder().encode(text).length;
const roundTrip = (note: FlashNote, limit = 2_000): FlashNote | undefined => noteOf(textOf(note, limit));
const issue = (message: string, ...path: (string | number)[]): Issue => ({ message, path });

/** Notes with any text, including names such as `__proto__`. */
const texts = fc.string({ unit: 'binary', maxLength: 300 });
const names = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'email', ''), fc.string({ maxLength: 20 }));
const members = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.array(fc.tuple(names, value), { maxLength: 12 }).map((entries) => Object.assign(Object.create(null), Object.fromEntries(entries)));
const issues = fc.array(
  fc.record({ message: texts, path: fc.array(fc.oneof(names, fc.nat(9)), { maxLength: 3 }), code: names }, { requiredKeys: ['message', 'path'] }),
  { maxLength: 30 },
);
const notes: fc.Arbitrary<FlashNote> = fc.record({
  to: fc.constantFrom('/signup', '*', '/booking?step=2'),
  at: fc.nat(),
  bag: fc.constantFrom('', 'tides'),
  issues,
  old: members(fc.oneof(texts, fc.array(texts, { maxLength: 4 }))),
  messages: members(fc.array(texts, { maxLength: 4 })),
});

describe('textOf and noteOf', () => {
  it('return a note of any content unchanged if it fits', () => {
    fc.assert(
      fc.property(notes, (note) => {
        expect(roundTrip(note, 1_000_000)).toEqual(note);
      }),
    );
  });

  it('fit any note into any limit that is enough for an empty note', () => {
    fc.assert(
      fc.property(notes, fc.integer({ min: 120, max: 3_000 }), (note, limit) => {
        const text = textOf(note, limit);
        expect(bytes(text)).toBeLessThanOrEqual(limit);
        expect(noteOf(text)).toMatchObject({ to: note.to, at: note.at, bag: note.bag });
      }),
    );
  });

  it('count every issue that is left out, and keep the others in their order', () => {
    fc.assert(
      fc.property(issues, fc.integer({ min: 120, max: 2_000 }), (all, limit) => {
        const kept = roundTrip({ ...empty, issues: all }, limit)?.issues ?? [];
        const more = /^and (\d+) more$/.exec(kept.at(-1)?.message ?? '');
        const shown = kept.length < all.length || more !== null ? kept.slice(0, -1) : kept;
        if (more === null) expect(kept).toHaveLength(all.length);
        else expect(shown.length + Number(more[1])).toBe(all.length);
        for (const [index, { path }] of shown.entries()) expect(path).toEqual(all[index]?.path);
      }),
    );
  });

  it('leave out submitted values before any issue, the longest field first', () => {
    const typed = { letter: 'x'.repeat(3_000), boat: 'Petrel', note: 'y'.repeat(1_990) };
    const note = roundTrip({ ...empty, issues: [issue('Enter your name.', 'name')], old: typed });
    expect(note?.issues).toEqual([issue('Enter your name.', 'name'), issue('Too long to be kept: letter, note. Please fill this in again.')]);
    expect({ ...note?.old }).toEqual({ boat: 'Petrel' });
    expect(note?.incomplete).toBe(true);
  });

  it('cut long messages before they leave out an issue', () => {
    const long = Array.from({ length: 10 }, (_, i) => issue('z'.repeat(400), `field${i}`));
    const kept = roundTrip({ ...empty, issues: long })?.issues ?? [];
    expect(kept).toHaveLength(10);
    expect(kept[0]?.message).toHaveLength(160);
    expect(kept[0]?.message).toMatch(/ …$/);
  });

  it('continue the count of a list that was cut before: its last item stands for several', () => {
    const cut = [...Array.from({ length: 40 }, (_, i) => issue(`${i} is wrong: ${'a'.repeat(60)}`, 'boat')), issue('and 60 more')];
    const kept = roundTrip({ ...empty, issues: cut })?.issues ?? [];
    expect(kept.at(-1)).toEqual(issue(`and ${101 - kept.length} more`));
  });

  it('keep the beginning of a message that is too long for a cookie', () => {
    const note = roundTrip({ ...empty, messages: { success: ['b'.repeat(5_000), 'c'.repeat(5_000)] } });
    expect(note?.messages['success']?.map((text) => text.length)).toEqual([160, 160]);
  });

  it('keep the issues if a message takes the room', () => {
    const note = roundTrip({ ...empty, issues: [issue('Enter your name.', 'name')], messages: { ['k'.repeat(3_000)]: ['Hello'] } });
    expect(note?.issues).toEqual([issue('Enter your name.', 'name')]);
    expect({ ...note?.messages }).toEqual({});
  });
});

describe('noteOf', () => {
  it.each([
    '',
    'null',
    '{}',
    '[]',
    '[1]',
    '[2,"/",1,"",[],{},{}]',
    '[1,"/",1,"",{},{},{}]',
    '[1,"/","1","",[],{},{}]',
    '[1,"/",1,"",[],[],{}]',
    '[1,"/"',
    '\0',
  ])('returns undefined for %j', (text) => {
    expect(noteOf(text)).toBe(undefined);
  });

  it('throws for no text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => noteOf(text) === undefined || true));
  });

  it('makes members without a prototype, because a field may have any name', () => {
    const note = roundTrip({ ...empty, old: JSON.parse('{"__proto__":"Petrel"}'), messages: JSON.parse('{"__proto__":["Saved"]}') });
    expect(Object.getPrototypeOf(note?.old)).toBe(null);
    expect(Object.getPrototypeOf(note?.messages)).toBe(null);
    expect(Object.entries(note?.old ?? {})).toEqual([['__proto__', 'Petrel']]);
  });
});
