import type { FileFacts } from '../model/file-facts.ts';
import type { Argument, EachValue, Value } from '../model/value.ts';
import type { CallReference, Entity } from './entity.ts';

/**
 * One activation of a function, as far as it matters: what its parameters and `this` are bound to.
 * An open frame stands for any activation: its parameters are what their types and callers say.
 */
export interface Frame {
  readonly id: number;
  readonly file: FileFacts;
  readonly fn: number;
  /** The frame of the function it is written in. */
  readonly parent?: Frame;
  readonly self?: readonly Entity[];
  readonly arguments?: Arguments;
  /** The call that made it. */
  readonly site?: CallReference;
  /** Elements chosen for loop variables, so that one iteration is looked at as a whole. */
  readonly picks?: Picks;
  /** Loop variables without a pick stay open instead of being all elements at once. */
  readonly forks: boolean;
  readonly depth: number;
  readonly memo: Map<Value, readonly Entity[]>;
  /** What the variables of this activation are. */
  readonly variables: Map<number, readonly Entity[]>;
}

/** Elements of loop variables, by `loopKey`. */
export type Picks = ReadonlyMap<string, readonly Entity[]>;

/** Says which loop a variable is of. By its place: facts that were kept hold each value once for each use. */
export function loopKey({ file }: FileFacts, { part, span }: EachValue): string {
  return `${file}:${String(span[0])}:${part}`;
}

/** Arguments as written, in the frame of the caller; or entities already known. */
export type Arguments =
  | { readonly written: readonly Argument[]; readonly frame: Frame; readonly skip?: number }
  | { readonly given: readonly (readonly Entity[])[] };

let made = 0;

export function makeFrame(init: Omit<Frame, 'id' | 'memo' | 'variables' | 'depth' | 'forks'> & { readonly forks?: boolean }): Frame {
  const depth = (init.site?.frame.depth ?? init.parent?.depth ?? 0) + (init.site ? 1 : 0);
  const picks = init.picks ?? init.site?.frame.picks;
  made += 1;
  // Each property by itself: frames are the most numerous things of all, and looked at most often.
  return {
    id: made,
    file: init.file,
    fn: init.fn,
    parent: init.parent,
    self: init.self,
    arguments: init.arguments,
    site: init.site,
    picks,
    forks: init.forks ?? init.site?.frame.forks ?? false,
    depth,
    memo: new Map(),
    variables: new Map(),
  };
}

/** The frame of `fn` among a frame and those it is written in. */
export function frameOf(frame: Frame, fn: number): Frame | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent) if (at.fn === fn) return at;
  return undefined;
}

/** What `this` is in a frame: arrow functions take it from outside. */
export function selfOf(frame: Frame): readonly Entity[] | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    if (at.self) return at.self;
    const kind = at.file.functions[at.fn]?.kind;
    if (kind !== 'arrow' && kind !== 'initialiser') return undefined;
  }
  return undefined;
}
