import type { FileFacts } from '../model/file-facts.ts';

/** What was read of one object or list of a file's facts. Data only: threads send it to each other. */
export interface Reads {
  /** By property, or by place in a list; `undefined`: a plain value, or nothing, was found there. */
  readonly of: Map<string, Reads | undefined>;
  /** Properties that were only asked for whether they are there. */
  readonly has: Set<string>;
  /** All names of properties were asked for, in order. */
  names: boolean;
}

/** All that was read of the facts of one file. */
export interface FileReads {
  readonly root: Reads;
  /** Questions that were asked about the file as a whole: see `askedOf`. */
  readonly asked: Map<string, Asked>;
}

export interface Asked {
  readonly question: string;
  readonly key: string;
}

const plain = new WeakMap<FileFacts, { readonly facts: FileFacts; readonly reads: FileReads }>();

/** Facts that say the same, and note what is read of them. */
export function watched(facts: FileFacts): { readonly facts: FileFacts; readonly reads: FileReads } {
  const seen = new WeakMap<object, Watched>();
  const { proxy, reads: root } = watch(facts, seen);
  // It is a proxy of facts.
  const twin = { facts: proxy as FileFacts, reads: { root, asked: new Map<string, Asked>() } };
  plain.set(twin.facts, { facts, reads: twin.reads });
  return twin;
}

/** Notes that a question was asked about a file. Out: its facts as they are, to find the answer without being noted. */
export function noteAsked(file: FileFacts, question: string, key: string): FileFacts {
  const known = plain.get(file);
  known?.reads.asked.set(`${question} ${key}`, { question, key });
  return known?.facts ?? file;
}

export function isWatched(file: FileFacts): boolean {
  return plain.has(file);
}

/** Facts as they are, to be read by who notes himself what he is asked. */
export function unwatched(file: FileFacts): FileFacts {
  return plain.get(file)?.facts ?? file;
}

interface Watched {
  readonly proxy: object;
  readonly reads: Reads;
}

function watch(object: object, seen: WeakMap<object, Watched>): Watched {
  const known = seen.get(object);
  if (known) return known;
  const reads: Reads = { of: new Map(), has: new Set(), names: false };
  const inner = (value: unknown): Watched | undefined => (typeof value === 'object' && value !== null ? watch(value, seen) : undefined);
  const proxy = new Proxy(object, {
    get(target, key, receiver): unknown {
      const value: unknown = Reflect.get(target, key, receiver);
      // Methods of lists read through the proxy as well.
      if (typeof key === 'symbol' || typeof value === 'function') return value;
      const part = inner(value);
      reads.of.set(key, part?.reads);
      return part ? part.proxy : value;
    },
    has(target, key) {
      if (typeof key === 'string') reads.has.add(key);
      return Reflect.has(target, key);
    },
    ownKeys(target) {
      reads.names = true;
      return Reflect.ownKeys(target);
    },
    getOwnPropertyDescriptor(target, key) {
      if (typeof key === 'string') reads.has.add(key);
      const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
      const part = inner(descriptor?.value);
      return descriptor && part && descriptor.configurable ? { ...descriptor, value: part.proxy } : descriptor;
    },
  });
  const made = { proxy, reads };
  seen.set(object, made);
  return made;
}
