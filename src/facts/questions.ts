import type { CallFact, FileFacts } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';
import { lastName, NAMELESS } from './last-name.ts';
import { noteAsked } from './watched.ts';

/**
 * What is asked about every file of a project, most of which have nothing to say to it. Whoever went over all calls
 * would have read them all: then no edit would be without meaning.
 */
type CallQuestion = (key: string) => (file: FileFacts, fact: CallFact) => boolean;

const ITERATIONS: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap', 'filter', 'then']);
const LISTING = /^(?:readdir(?:Sync)?|glob(?:Sync)?|globbySync|globby|fastGlob|fg)$/;
export const SIGNALS: readonly unknown[] = ['SIGTERM', 'SIGINT'];

const callQuestions = {
  /** Calls by the last name of their callee. */
  named: (key) => (file, fact) => nameOfCall(file, fact) === key,
  /** Iterations and `then`, by the name of the function they are given. */
  handing: (key) => (file, fact) => nameOfHanded(file, fact) === key,
  /** Calls of methods with one of these names: `a|b`. */
  methods: (key) => {
    const names = namesIn(key);
    return (_, { callee }) => callee.kind === 'member' && names.has(callee.name);
  },
  /** Calls of a global function. */
  global: (key) => (_, { callee }) => callee.kind === 'global' && callee.name === key,
  /** `new sst.aws.Queue()`, by the globals it may begin with: `a|b`. */
  'made of global': (key) => {
    const names = namesIn(key);
    return (_, { kind, callee }) => kind === 'new' && names.has(rootOf(callee) ?? '');
  },
  /** Of procedures and routers: `router({ … })`. */
  router: () => (file, { kind, callee, arguments: given }) => kind === 'call' && given.length === 1 && given[0]?.kind !== 'spread' && /router/i.test(lastName(file, callee)),
  /** Of the files of a folder. */
  listing: () => (_, { callee }) => (callee.kind === 'member' || callee.kind === 'import' || callee.kind === 'global') && LISTING.test(callee.name),
  /** Those that listen for what ends a process, or are told what it is called. */
  signals: () => (_, { callee, arguments: given }) => isListening(callee) || given.some(tellsSignal),
  /** Those that are given a key against repetition. */
  'idempotency key': () => (_, { kind, arguments: given }) => {
    const options = given.at(-1);
    return kind === 'call' && given.length > 1 && options?.kind === 'object' && options.properties.some((each) => each.kind === 'value' && each.key === 'idempotencyKey');
  },
  /** Calls of functions with one of these names, or of what is imported under them: `a|b`. */
  'called or imported': (key) => {
    const names = namesIn(key);
    return (file, { callee }) => names.has(ownName(file, callee) ?? '');
  },
} satisfies Readonly<Record<string, CallQuestion>>;

/** The calls of a file that a question is about, in order. */
export function callsWhere(file: FileFacts, question: keyof typeof callQuestions, key = ''): readonly number[] {
  return answerOf(noteAsked(file, question, key), callQuestions[question](key));
}

const textQuestions = {
  /** Names under which things are imported. */
  'imported names': (file: FileFacts) => file.bindings.flatMap(({ values }) => values.flatMap((value) => (value.kind === 'import' ? [value.name] : []))),
  /** Is a time-out, or what ends a request, written into something? */
  'bounded requests': (file: FileFacts) => file.bindings.flatMap(({ writes = [] }) => (writes.some(({ path }) => path.includes('timeout') || path.includes('signal')) ? ['yes'] : [])).slice(0, 1),
} satisfies Readonly<Record<string, (file: FileFacts) => readonly string[]>>;

/** What a file says to a question that is not about single calls. */
export function textsOf(file: FileFacts, question: keyof typeof textQuestions): readonly string[] {
  return textQuestions[question](noteAsked(file, question, ''));
}

/** Answers a question that was noted. Out: calls, or texts; `undefined`: nobody knows the question. */
export function answerAgain(file: FileFacts, question: string, key: string): { readonly calls: readonly number[] } | { readonly texts: readonly string[] } | undefined {
  if (isOneOf(callQuestions, question)) return { calls: answerOf(file, callQuestions[question](key)) };
  return isOneOf(textQuestions, question) ? { texts: textQuestions[question](file) } : undefined;
}

function isOneOf<Table extends object>(table: Table, question: string): question is string & keyof Table {
  return Object.hasOwn(table, question);
}

function answerOf(file: FileFacts, holds: ReturnType<CallQuestion>): readonly number[] {
  const calls: number[] = [];
  for (const [call, fact] of file.calls.entries()) if (holds(file, fact)) calls.push(call);
  return calls;
}

function namesIn(key: string): ReadonlySet<string> {
  return new Set(key.split('|'));
}

export function nameOfCall(file: FileFacts, { kind, callee }: CallFact): string {
  return kind === 'super' ? 'super' : lastName(file, callee);
}

/** What an iteration or `then` is given, if that has a name. */
export function nameOfHanded(file: FileFacts, { callee, arguments: [first] }: CallFact): string | undefined {
  if (callee.kind !== 'member' || !ITERATIONS.has(callee.name)) return undefined;
  if (first?.kind !== 'binding' && first?.kind !== 'import' && first?.kind !== 'member') return undefined;
  const name = lastName(file, first);
  return name === NAMELESS ? undefined : name;
}

/** `sst` of `sst.aws.Queue`. */
function rootOf(value: Value): string | undefined {
  if (value.kind === 'global') return value.name;
  return value.kind === 'member' ? rootOf(value.of) : undefined;
}

export function isListening(callee: Value): boolean {
  return callee.kind === 'member' && (callee.name === 'on' || callee.name === 'once') && callee.of.kind === 'global' && callee.of.name === 'process';
}

/** `register({ plugin, options: { signals: ['SIGTERM'] } })`. */
export function tellsSignal(argument: Argument): boolean {
  return (argument.kind === 'object' || argument.kind === 'array') && namesSignal(argument);
}

function namesSignal(value: Value): boolean {
  switch (value.kind) {
    case 'literal':
      return SIGNALS.includes(value.value);
    case 'array':
      return value.elements.some((each) => each.kind !== 'spread' && namesSignal(each));
    case 'object':
      return value.properties.some((property) => property.kind === 'value' && namesSignal(property.value));
    default:
      return false;
  }
}

function ownName(file: FileFacts, callee: Value): string | undefined {
  if (callee.kind === 'member' || callee.kind === 'import') return callee.name;
  const binding = callee.kind === 'binding' ? file.bindings[callee.binding] : undefined;
  const [value] = binding?.values ?? [];
  return value?.kind === 'import' || value?.kind === 'member' ? value.name : binding?.name;
}
