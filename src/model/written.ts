import type { Span } from './location.ts';

/** A statement of a block, as it is written: for what a fix writes into it, or beside it. */
export interface WrittenStatement {
  readonly file: string;
  /** With its `;`. */
  readonly span: Span;
  readonly text: string;
  /** Where its last line ends, if nothing but a comment stands behind it; else where it ends itself. */
  readonly lineEnd: number;
  /** White space in front of it; nothing else stands there. */
  readonly indent: string;
  /** One level more of it. */
  readonly step: string;
  readonly newLine: '\n' | '\r\n';
  /** It ends in `;`. */
  readonly closed: boolean;
  /** The block it stands in, with its braces; of the module, the whole text. */
  readonly block: Span;
  /** It is the last one of that block. */
  readonly last: boolean;
}

/** Reads again what is written at a place. Facts leave it out, as only fixes ask for it. */
export interface Written {
  textOf(file: string, span: Span): string | undefined;
  /** The innermost statement around a span that stands in a block and starts its line. */
  statementAt(file: string, span: Span): WrittenStatement | undefined;
}
