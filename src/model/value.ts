import type { Span } from './location.ts';
import type { Reason } from './reason.ts';

/**
 * An expression as data: the language that facts and templates are written in.
 * A value belongs to one file. Names of that file are resolved to bindings; names of other files stay imports.
 */
export type Value =
  | LiteralValue
  | TemplateValue
  | { readonly kind: 'undefined' }
  /** A variable, function, class or parameter of this file: index into `FileFacts.bindings`. */
  | { readonly kind: 'binding'; readonly binding: number }
  /** `name` is an export, `default`, `*` (namespace) or `=` (what `require` returns). */
  | { readonly kind: 'import'; readonly from: string; readonly name: string }
  | { readonly kind: 'global'; readonly name: string }
  | { readonly kind: 'parameter'; readonly fn: number; readonly index: number; readonly rest: boolean }
  | { readonly kind: 'this' }
  | { readonly kind: 'super' }
  | MemberValue
  /** `of[key]` with a key that is not a literal. */
  | { readonly kind: 'element'; readonly of: Value; readonly key: Value }
  | ObjectValue
  | ArrayValue
  | { readonly kind: 'function'; readonly fn: number }
  | { readonly kind: 'class'; readonly cls: number }
  /** What a call returns: index into `FileFacts.calls`. Promises are transparent. */
  | { readonly kind: 'call'; readonly call: number }
  /** `process.env.NAME`, `import.meta.env.NAME`, `Deno.env.get('NAME')`. */
  | { readonly kind: 'env'; readonly name: string }
  | ChoiceValue
  | EachValue
  /** `{ a, ...others } = of`. */
  | { readonly kind: 'rest'; readonly of: Value; readonly without: readonly string[] }
  | OperationValue
  /** The variable of a `catch` clause. */
  | { readonly kind: 'caught' }
  | { readonly kind: 'unknown'; readonly why: Reason; readonly span: Span };

export interface LiteralValue {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** Text put together: a template string or `+`. */
export interface TemplateValue {
  readonly kind: 'template';
  readonly parts: readonly Value[];
}

export interface MemberValue {
  readonly kind: 'member';
  readonly of: Value;
  readonly name: string;
}

/** Some element of a collection: the variable of `for (const x of xs)`; `keys` for `for (const k in xs)`. */
export interface EachValue {
  readonly kind: 'each';
  readonly of: Value;
  readonly part: 'values' | 'keys';
  readonly span: Span;
}

/** One of several: `a ? b : c`, `a ?? b`, `a || b`, `a && b`. */
export interface ChoiceValue {
  readonly kind: 'choice';
  readonly op: '?:' | '??' | '||' | '&&';
  readonly of: readonly Value[];
  readonly condition?: Value;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  readonly span: Span;
}

export type Property =
  | { readonly kind: 'value'; readonly key: string; readonly value: Value; readonly span: Span }
  | { readonly kind: 'getter'; readonly key: string; readonly fn: number; readonly span: Span }
  | { readonly kind: 'computed'; readonly key: Value; readonly value: Value; readonly span: Span }
  | { readonly kind: 'spread'; readonly of: Value };

export interface ArrayValue {
  readonly kind: 'array';
  readonly elements: readonly Argument[];
  readonly span: Span;
}

/** An argument of a call or an element of an array. */
export type Argument = Value | SpreadValue;

export interface SpreadValue {
  readonly kind: 'spread';
  readonly of: Value;
}

/** Everything whose outcome we do not compute but whose parts matter: comparisons, `!`, arithmetic, `typeof`. */
export interface OperationValue {
  readonly kind: 'operation';
  /** `===`, `<`, `!`, `instanceof`, `in`, `+`, … */
  readonly op: string;
  readonly of: readonly Value[];
}
