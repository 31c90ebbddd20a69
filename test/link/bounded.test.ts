import { expect, test } from 'vitest';
import { bounded, inProgress, noteCut, placeInProgress, recalled, remembering } from '../../src/link/bounded.ts';

/** Answers that ask each other as told, and what is remembered of them. */
function questions(asks: Readonly<Record<string, readonly string[]>>) {
  const remembered = new Map<string, readonly string[]>();
  const asked: string[] = [];
  const ask = (name: string): readonly string[] => {
    const known = remembered.get(name);
    const place = known && placeInProgress(known);
    if (place !== undefined) noteCut(place);
    if (known) return known;
    asked.push(name);
    remembered.set(name, inProgress());
    return remembering(
      () => bounded(() => [name, ...(asks[name] ?? []).flatMap(ask)]) ?? [],
      (answer) => remembered.set(name, answer),
      () => remembered.delete(name),
    );
  };
  return { ask, remembered, asked };
}

test('where a circle is entered its answer is whole and stays; what lies inside is asked again', () => {
  const { ask, remembered, asked } = questions({ handler: ['patch'], patch: ['set'], set: ['patch', 'literal'], literal: [] });
  expect(ask('handler')).toEqual(['handler', 'patch', 'set', 'literal']);
  expect([...remembered.keys()].toSorted()).toEqual(['handler', 'literal', 'patch']);

  asked.length = 0;
  expect(ask('set')).toEqual(['set', 'patch', 'set', 'literal', 'literal']);
  expect(asked).toEqual(['set']);
});

test('what leads back to a question outside of the circle is not whole', () => {
  const { ask, remembered } = questions({ outer: ['inner'], inner: ['inmost'], inmost: ['inner', 'outer'] });
  ask('outer');
  expect([...remembered.keys()]).toEqual(['outer']);
});

/** Asks for `inner`, in whose way a circle stands, and then for `outer`, which is made of it, in one go. */
function rememberedOf(read: (answer: string) => string): readonly string[] {
  const known = new Map<string, string>();
  const answer = (name: string, make: () => string): string =>
    remembering(make, (made) => known.set(name, made), () => known.delete(name), (made) => made === 'nobody knows');
  bounded(() => {
    answer('inner', () => {
      noteCut();
      return 'nobody knows';
    });
    answer('outer', () => read(known.get('inner') ?? ''));
  });
  return [...known.keys()];
}

test('what is made of an answer that says nothing as yet is forgotten with it', () => {
  expect(rememberedOf(recalled)).toEqual([]);
  expect(rememberedOf(() => 'orders')).toEqual(['outer']);
});
