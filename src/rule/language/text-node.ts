export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Loc {
  readonly start: Position;
  readonly end: Position;
}

/** A whole text, or a comment in it. Lines from 1, columns from 0, as ESLint counts. */
export interface TextNode {
  readonly type: 'Document' | 'Comment';
  readonly text: string;
  /** ESLint's type wants it writable. */
  readonly range: [number, number];
  readonly loc: Loc;
}

/** A file as ESLint hands it to a language. */
export interface TextFile {
  readonly body: string | Uint8Array;
}
