import type { FileFacts } from '../model/file-facts.ts';

/** A list of a file's facts of which other facts give the numbers. */
export type Space = 'functions' | 'calls' | 'bindings' | 'classes';

/** Which place of one text became which of another, as far as somebody asked for it. */
export class Places {
  readonly #offsets = new OneToOne();
  readonly #numbers: Readonly<Record<Space, OneToOne>> = { functions: new OneToOne(), calls: new OneToOne(), bindings: new OneToOne(), classes: new OneToOne() };

  /** Notes what became of a number. Out: false where something else is known. */
  number(space: Space, before: number, after: number | undefined): boolean {
    return after !== undefined && this.#numbers[space].note(before, after);
  }

  numberOf(space: Space, before: number): number | undefined {
    return this.#numbers[space].get(before);
  }

  offset(before: number, after: number): boolean {
    return this.#offsets.note(before, after);
  }

  get offsets(): ReadonlyMap<number, number> {
    return this.#offsets.after;
  }

  /** Does everything follow in the order it had, on the same lines as its neighbours? */
  keepOrder(before: FileFacts, after: FileFacts): boolean {
    if (!Object.values(this.#numbers).every((numbers) => numbers.isRising())) return false;
    const pairs = this.#offsets.pairs();
    return this.#offsets.isRising() && pairs.every(([old, fresh], index) => {
      const [left, freshLeft] = pairs[index - 1] ?? [old, fresh];
      return (lineOf(before, left) === lineOf(before, old)) === (lineOf(after, freshLeft) === lineOf(after, fresh));
    });
  }
}

class OneToOne {
  readonly after = new Map<number, number>();
  readonly #before = new Map<number, number>();

  note(before: number, after: number): boolean {
    const isKnown = this.after.has(before) || this.#before.has(after);
    if (isKnown) return this.after.get(before) === after && this.#before.get(after) === before;
    this.after.set(before, after);
    this.#before.set(after, before);
    return true;
  }

  get(before: number): number | undefined {
    return this.after.get(before);
  }

  pairs(): readonly (readonly [number, number])[] {
    return [...this.after].sort(([a], [b]) => a - b);
  }

  isRising(): boolean {
    return this.pairs().every(([, after], index, all) => index === 0 || after > (all[index - 1]?.[1] ?? 0));
  }
}

function lineOf({ lineStarts }: FileFacts, offset: number): number {
  const next = lineStarts.findIndex((start) => start > offset);
  return next < 0 ? lineStarts.length : next;
}
