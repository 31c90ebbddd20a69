import type { Span } from '../../model/location.ts';

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly span: Span }
  | { readonly kind: 'template'; readonly parts: readonly (string | Expression)[]; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string; readonly span: Span }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression; readonly span: Span }
  | { readonly kind: 'call'; readonly callee: string; readonly arguments: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'choice'; readonly yes: Expression; readonly no: Expression; readonly span: Span }
  | { readonly kind: 'array'; readonly items: readonly Expression[]; readonly span: Span }
  | ObjectExpression
  | LoopExpression
  /** `if (condition) { … }` */
  | { readonly kind: 'if'; readonly body: Expression; readonly span: Span }
  /** Sums, comparisons, functions of one's own: nothing that names a queue. */
  | { readonly kind: 'other'; readonly span: Span };

export interface ObjectExpression {
  readonly kind: 'object';
  readonly properties: readonly Property[];
  /** Child resources that are written inside of it. */
  readonly resources: readonly Declaration[];
  readonly span: Span;
}

export interface Property {
  /** Absent: computed, or what is spread into the object. */
  readonly key?: string;
  readonly value: Expression;
  readonly span: Span;
}

/** `[for name in of: body]` */
export interface LoopExpression {
  readonly kind: 'loop';
  readonly item: string;
  readonly index?: string;
  readonly of: Expression;
  readonly body: Expression;
  readonly span: Span;
}

/** A statement that gives a name to something. */
export interface Declaration {
  readonly kind: 'param' | 'var' | 'resource' | 'module' | 'output';
  readonly name: string;
  /** Type of a resource, path of a module. */
  readonly of?: string;
  /** It is only looked up. */
  readonly existing?: true;
  readonly value?: Expression;
  readonly span: Span;
}
