import type { Span } from '../../model/location.ts';

/** One file of HCL: its blocks at the top, and settings, of which a file of values is made. One with a fault in it is not among them. */
export interface HclFile {
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
  readonly span: Span;
}

export interface Attribute {
  readonly name: string;
  readonly value: Expression;
  readonly span: Span;
}

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly span: Span }
  /** A quoted text or heredoc with `${…}`. */
  | { readonly kind: 'template'; readonly parts: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly span: Span }
  | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[]; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span }
  /** `of.name`; of a splat (`of[*].name`) too. */
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string; readonly span: Span }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression; readonly span: Span }
  | { readonly kind: 'splat'; readonly of: Expression; readonly span: Span }
  | CallExpression
  | ConditionalExpression
  /** Operators, `for` and templates with `%{ if }`: not followed. */
  | { readonly kind: 'opaque'; readonly span: Span };

export interface CallExpression {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly span: Span;
}

export interface ConditionalExpression {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly span: Span;
}

export interface ObjectEntry {
  readonly key: Expression;
  readonly value: Expression;
  readonly span: Span;
}
