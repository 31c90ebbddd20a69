import type { IntentFact } from './intent.ts';
import type { Span } from './location.ts';
import type { Argument, Value } from './value.ts';

/**
 * What one source file says: plain, serialisable data and a pure function of its text.
 * Indices (`fn`, `cls`, `call`, `binding`) point into the arrays of the same file.
 */
export interface FileFacts {
  readonly file: string;
  /** Offset of each line's start. */
  readonly lineStarts: readonly number[];
  /** One level of its indentation, and what ends its lines: for what is written into it. */
  readonly layout: Layout;
  /** `functions[0]` is the module itself. */
  readonly functions: readonly FunctionFact[];
  readonly classes: readonly ClassFact[];
  readonly calls: readonly CallFact[];
  readonly bindings: readonly BindingFact[];
  readonly types: Readonly<Record<string, TypeFact>>;
  readonly exports: Readonly<Record<string, Value>>;
  /** `export * from`. */
  readonly exportAll: readonly string[];
  /** `module.exports = …`; `exports.x = …` stands in `exports`. */
  readonly moduleExports?: Value;
  /** `global.x = …`, `globalThis.x = …`: what every file then finds under this name. */
  readonly globals?: readonly GlobalFact[];
  /** Every module specifier, in order. */
  readonly imports: readonly string[];
  /** `{ provide: TOKEN, useClass | useValue | useFactory | useExisting }` of dependency injection. */
  readonly providers: readonly ProviderFact[];
  /** Statements directly behind each other that each wait for one call. */
  readonly awaitedRuns?: readonly AwaitedRun[];
  /** What comments state on purpose. */
  readonly intents?: readonly IntentFact[];
  /** The text has syntax errors: what stands here is what could still be read. */
  readonly broken: boolean;
  /** Nothing could be read of it: it nests too deep. */
  readonly unread?: true;
}

export interface GlobalFact {
  readonly name: string;
  readonly value: Value;
  /** The function that writes it. */
  readonly fn: number;
}

/** `const a = await f(); const b = await g();` in one block, at least two of them. */
export interface AwaitedRun {
  readonly fn: number;
  readonly statements: readonly AwaitedStatement[];
}

export interface AwaitedStatement {
  readonly call: number;
  /** What it declares, as written: `order`, `{ data }`. */
  readonly pattern: string;
  readonly bindings: readonly number[];
  /** What stands in it before the call, `const order = await `, and behind it. */
  readonly headSpan: Span;
  readonly tailSpan: Span;
  /** What stands before it on its line, if that is blank. */
  readonly indent?: string;
  /** It ends in `;`. */
  readonly closed: boolean;
}

export interface Layout {
  readonly indent: string;
  readonly newLine: '\n' | '\r\n';
  /** What its texts stand in. */
  readonly quote: "'" | '"';
}

export interface BindingFact {
  readonly name: string;
  /** The function whose scope holds it. */
  readonly fn: number;
  readonly kind: 'const' | 'let' | 'var' | 'function' | 'class' | 'parameter' | 'import' | 'enum' | 'catch';
  /** Everything assigned to it, in order. */
  readonly values: readonly Value[];
  /** Where it is assigned after its declaration. */
  readonly assignedAt?: readonly Span[];
  readonly type?: TypeReference;
  /** `x.a.b = v`, `x[key] = v`, `x.set(key, v)`, `x.push(v)`: what is written into it afterwards. */
  readonly writes?: readonly PropertyWrite[];
  /** How its value is used, one entry a read. */
  readonly uses: readonly Use[];
  readonly span: Span;
}

export interface PropertyWrite {
  /** Names, or the value of a computed key; an `undefined` value: appended. */
  readonly path: readonly (string | Value)[];
  readonly value: Value;
  /** The function that writes it. */
  readonly fn: number;
  readonly span: Span;
}

export interface ParameterFact {
  readonly name?: string;
  readonly type?: TypeReference;
  readonly default?: Value;
  readonly rest: boolean;
  readonly decorators?: readonly Value[];
}

export interface FunctionFact {
  readonly name?: string;
  readonly kind: 'module' | 'function' | 'arrow' | 'method' | 'getter' | 'setter' | 'constructor' | 'initialiser';
  readonly async: boolean;
  readonly generator: boolean;
  readonly parameters: readonly ParameterFact[];
  readonly body: readonly Step[];
  /** What it returns, in order; for `async` functions, what the promise holds. */
  readonly returns: readonly Value[];
  readonly returnType?: TypeReference;
  /** Type of the variable, property or JSDoc comment it is written for: `const handler: SQSHandler = …`. */
  readonly contextType?: TypeReference;
  /** The call it is handed to as an argument, and where in it: `[1]`, `[0, 'eachMessage']`. */
  readonly passedTo?: { readonly call: number; readonly path: readonly (number | string)[] };
  /** The function it is written in. */
  readonly parent?: number;
  readonly cls?: number;
  readonly static?: boolean;
  /** The object literal it is a method of, as what stands for it. */
  readonly owner?: Value;
  /** `this.x = v` in it. */
  readonly thisWrites?: readonly PropertyWrite[];
  readonly span: Span;
}

export interface ClassFact {
  readonly name?: string;
  readonly extends?: Value;
  readonly implements: readonly TypeReference[];
  readonly abstract: boolean;
  readonly decorators: readonly Value[];
  readonly members: readonly MemberFact[];
  readonly constructedBy?: number;
  /** Where it stands. */
  readonly fn: number;
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface MemberFact {
  readonly name: string;
  readonly kind: 'method' | 'getter' | 'setter' | 'field';
  readonly static: boolean;
  readonly abstract: boolean;
  readonly fn?: number;
  readonly value?: Value;
  /** Index of the constructor parameter that fills the field: `constructor(private readonly x: X)`. */
  readonly parameter?: number;
  readonly type?: TypeReference;
  readonly decorators: readonly Value[];
  readonly span: Span;
}

/** A type as written, as far as it names something. */
export interface TypeReference {
  /** The name as a value: an import, a member of one (`SQS.Message`), or a local name. */
  readonly name: TypeName;
  readonly arguments?: readonly TypeReference[];
  /** The other named parts of a union: `A | B`. */
  readonly or?: readonly TypeReference[];
  /** Members of a type written in place: `{ queue: Queue }`. */
  readonly members?: Readonly<Record<string, TypeReference>>;
  /** Of a function type. */
  readonly signature?: Signature;
}

export interface Signature {
  readonly parameters: readonly TypeReference[];
  readonly returns?: TypeReference;
}

export type TypeName =
  | { readonly kind: 'import'; readonly from: string; readonly path: readonly string[] }
  | { readonly kind: 'local'; readonly name: string; readonly path?: readonly string[] }
  /** `typeof x`, or `ReturnType<typeof x>` where `called`. */
  | { readonly kind: 'typeof'; readonly value: Value; readonly called: boolean }
  /** `T['name']`, and the type of a property of a literal that is written for `T`. */
  | { readonly kind: 'member'; readonly of: TypeReference; readonly name: string }
  | { readonly kind: 'inline' };

/** An interface or type alias of this file. */
export interface TypeFact {
  readonly members: Readonly<Record<string, TypeReference>>;
  readonly extends: readonly TypeReference[];
  /** `type A = B<…>`. */
  readonly alias?: TypeReference;
  readonly interface: boolean;
}

export interface CallFact {
  readonly callee: Value;
  readonly arguments: readonly Argument[];
  readonly kind: 'call' | 'new' | 'tag' | 'decorator' | 'super' | 'import';
  readonly use: Use;
  /** The function it stands in. */
  readonly fn: number;
  readonly span: Span;
  /** Where the last name of the callee starts: the line people look for in a long chain. */
  readonly nameAt: number;
  readonly typeArguments?: readonly TypeReference[];
}

/** What happens to the value of an expression. */
export interface Use {
  readonly as:
    | 'dropped'
    | 'voided'
    | 'returned'
    | 'thrown'
    /** Argument `index` of call `of`. */
    | 'argument'
    /** Stored in binding `of`. */
    | 'binding'
    /** `value.name…`, or the receiver of call `of`. */
    | 'receiver'
    | 'callee'
    | 'condition'
    | 'operand'
    /** Written to a property or field. */
    | 'stored';
  readonly awaited: boolean;
  readonly of?: number;
  readonly index?: number;
  /** Inside an array or object literal whose own use this is. */
  readonly within?: 'array' | 'object';
}

export interface ProviderFact {
  readonly provide: Value;
  readonly useClass?: Value;
  readonly useValue?: Value;
  readonly useFactory?: Value;
  readonly useExisting?: Value;
}

/** One step of a function's body, in the order of execution. */
export type Step =
  | { readonly do: 'call'; readonly call: number }
  | { readonly do: 'if'; readonly condition: Value; readonly then: readonly Step[]; readonly else: readonly Step[]; readonly span: Span }
  | { readonly do: 'switch'; readonly on: Value; readonly cases: readonly SwitchCase[]; readonly span: Span }
  | { readonly do: 'loop'; readonly over?: Value; readonly condition?: Value; readonly endless: boolean; readonly body: readonly Step[]; readonly span: Span }
  | TryStep
  | { readonly do: 'return'; readonly value?: Value; readonly span: Span }
  | { readonly do: 'throw'; readonly value: Value; readonly span: Span }
  | { readonly do: 'break' | 'continue'; readonly span: Span }
  | { readonly do: 'write'; readonly target: Value; readonly value: Value; readonly op: string; readonly span: Span };

export interface TryStep {
  readonly do: 'try';
  readonly body: readonly Step[];
  /** Absent: no `catch`. */
  readonly handler?: readonly Step[];
  /** `.catch(fn)` or the second argument of `.then`: the function instead of steps. */
  readonly handlerFunction?: Value;
  readonly finalizer?: readonly Step[];
  /** It is a promise chain, not a statement. */
  readonly promise: boolean;
  readonly span: Span;
  readonly handlerSpan?: Span;
  readonly rethrow?: Rethrow;
}

/** How a `catch` that has a variable could throw on what it caught. */
export interface Rethrow {
  readonly variable: string;
  /** Empty: where the statement would stand, behind all others. */
  readonly span: Span;
  /** The statement as it would look there. */
  readonly text: string;
}

export interface SwitchCase {
  /** Empty: `default`. */
  readonly tests: readonly Value[];
  readonly steps: readonly Step[];
  readonly span: Span;
}
