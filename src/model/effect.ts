/** What a call of another package does to the world. */
export type EffectClass =
  /** No change. */
  | 'read'
  | 'read_costly'
  | 'pure'
  /** Repeating it with the same arguments leaves the same state. */
  | 'write_idem'
  /** Each run changes state again: insert without key, increment, append. */
  | 'write_nonidem'
  /** Decided by the arguments. */
  | 'write_cond'
  /** Visible outside and irreversible: mail, SMS, push, chat, charge. */
  | 'send'
  /** Makes a message or job. */
  | 'publish'
  /** Atomic, first writer wins. */
  | 'guard'
  | 'lock'
  | 'tx'
  | 'ack'
  | 'consume'
  | 'wait'
  | 'checkpoint'
  | 'schedule'
  | 'cpu'
  | 'cpu_pool'
  | 'proc'
  /** A value that differs at each run. */
  | 'random'
  | 'time'
  | 'builder'
  | 'modifier'
  | 'modifier_idem'
  | 'admin'
  | 'admin_idem';

export type ClientKind =
  | 'database'
  | 'cache'
  | 'http'
  | 'mail'
  | 'sms'
  | 'chat'
  | 'push'
  | 'payment'
  | 'blockchain'
  | 'llm'
  | 'analytics'
  | 'observability'
  | 'storage'
  | 'search'
  | 'file'
  | 'computation'
  | 'process'
  | 'timer'
  | 'identifier'
  | 'aws'
  | 'queue';

/** A condition on the arguments of a call; all parts must hold. */
export interface EffectCondition {
  readonly if: {
    readonly arg?: number | string;
    readonly path?: string;
    readonly has?: readonly string[];
    readonly lacks?: readonly string[];
    readonly equals?: Readonly<Record<string, unknown>> | string;
    readonly notEquals?: string;
    readonly keyMatches?: string;
    /** Below this path of the argument there are keys, and all of them match. */
    readonly allBelow?: readonly [path: string, pattern: string];
    readonly valueMatches?: string;
    readonly from?: 'message' | 'random';
    readonly chain?: readonly string[];
    readonly chainCallback?: string;
    readonly chainArg?: string;
    readonly argTokens?: readonly string[];
    readonly orProp?: readonly string[];
    readonly anyArgHeader?: readonly string[];
    readonly anyArg?: string;
    readonly loaded?: boolean;
    readonly [other: string]: unknown;
  };
  readonly then: EffectClass;
}

/** What the calls of one client package do. Keys as in `LibraryShape`; `A.{b,c}` stands for `A.b` and `A.c`. */
export interface ClientEffects {
  readonly name: string;
  readonly packages: readonly string[];
  /** Where what it says was looked up: the package with its version, and the file where that was noted. */
  readonly seenIn?: string;
  readonly kind: ClientKind;
  /** What it writes gives no promise: nobody can wait for it. */
  readonly synchronous?: true;
  /** Space-separated keys by class; `new:{A,B}` for constructors, `@{m,n}` for members of any receiver, `*` for all. */
  readonly calls: Readonly<Partial<Record<EffectClass, string>>>;
  /** Names of calls that may be written in any case: `LPUSH`, `lPush`, `lpush`. */
  readonly anyCase?: true;
  /** Calls whose first argument is SQL that decides the class. */
  readonly sql?: string;
  /** Where an idempotency key stands that makes a send safe to repeat: `last.idempotencyKey`. */
  readonly idempotencyKey?: string;
  readonly conditions?: readonly { readonly calls: string; readonly when: readonly EffectCondition[] }[];
  /** Class of a call when none of its conditions holds. */
  readonly otherwise?: Readonly<Partial<Record<EffectClass, string>>>;
}

/** What a table wants to know of a call's arguments. */
export interface CallArguments {
  /** The constant text at a place, holes as `…`; `undefined` where there is none. */
  text(at: number | string, path?: string): string | undefined;
  /** A literal as text: `true`, `5`, `POST`. */
  literal(at: number | string, path?: string): string | undefined;
  has(at: number | string, path: string): boolean;
  /** Certainly not there: an object that cannot be read lacks nothing. */
  lacks(at: number | string, path: string): boolean;
  /** Is anything written there at all? */
  given(at: number | string): boolean;
  /** Every key below a place. */
  keys(at: number | string, path?: string): readonly string[];
  /** Does the value there differ at each run? */
  isRandom(at: number | string, path?: string): boolean;
  /** The text of the value as written, roughly. */
  written(at: number | string, path?: string): string;
  /** Names of the calls chained behind this one. */
  readonly chain: readonly string[];
  /** Literal string arguments. */
  readonly tokens: readonly string[];
  /** Does any argument carry one of these headers with a value that stays the same? */
  hasHeader(names: readonly string[]): 'stable' | 'random' | undefined;
  /** Was the object there, or the `receiver`, in a store before? */
  isLoaded(at: number | string): boolean;
}

export interface Effect {
  readonly class: EffectClass;
  readonly kind: ClientKind;
  readonly client: string;
  readonly key: string;
  readonly synchronous?: true;
}

/** A call that succeeds although some of its entries failed. */
export interface PartialResult {
  readonly packages: readonly string[];
  readonly keys: readonly string[];
  /** How people call it. */
  readonly call: string;
  /** What of its result tells. */
  readonly property: string;
  readonly loses: 'messages' | 'deletions' | 'rows';
}

/** How long a call of a client may hold its caller when nothing is set: seconds of one try, tries in all. */
export interface Hold {
  /** Name of the client in the tables. */
  readonly client: string;
  /** The packages it holds for, of a client that several serve; absent: all. */
  readonly packages?: readonly string[];
  /** Major versions it holds for: from, and below. */
  readonly from?: number;
  readonly below?: number;
  /** `Infinity`: no limit. */
  readonly seconds: number;
  readonly tries: number;
  /** Options of the client or the call that bound it. */
  readonly options: readonly string[];
  /** Index of the options among the arguments of what makes a client. */
  readonly made?: number;
  /** Where a call's own options may stand among its arguments, by the name of the call; `*`: of all others. Absent: nowhere. */
  readonly asked?: Readonly<Record<string, readonly number[]>>;
  /** What to write into the options so that a call ends within these milliseconds, tries and all: a text for each property. */
  bound(milliseconds: number): readonly string[];
}

/** Where a client's pool of connections gets its size. */
export interface Pool {
  readonly packages: readonly string[];
  /** What makes it, as in `LibraryShape`. */
  readonly maker: string;
  /** Index of its options, and the path of the size in them. */
  readonly size: readonly [index: number, path: string];
}

/** The reader of the effect tables. */
export interface EffectReader {
  /** `undefined`: the package is in no table, or the call is not. */
  effectOf(packageName: string, key: string, member: string, given: CallArguments): Effect | undefined;
  /** How long a call of a client, by its name in the tables, may take when nothing is set; `undefined`: not known. */
  holdOf(client: string, packageName: string, version: string | undefined): Hold | undefined;
  /** Every client of which that is known: the packages that lead to it, and the last names of its calls. */
  readonly holding: readonly { readonly packages: readonly string[]; readonly names: readonly string[] }[];
  /** Is the package in a table at all? */
  knows(packageName: string): boolean;
  readonly partialResults: readonly PartialResult[];
  readonly pools: readonly Pool[];
}
