import type { Edit, Suggestion } from '../../model/finding.ts';
import type { SourceText } from '../reading/source-text.ts';

export const ADD_QUEUE = 'Add a dead-letter queue, and send there what failed five times.';

/** Puts text at an offset; what stands there stays. */
export function insertion({ file }: SourceText, offset: number, text: string): Edit {
  return { file, start: offset, end: offset, text };
}

export function suggestion(title: string, ...edits: readonly Edit[]): Suggestion {
  return { title, edits };
}

/** What stands before an offset in its line, if that is only white space. */
export function indentAt({ text }: SourceText, offset: number): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(start, offset);
  return before.trim() === '' ? before : undefined;
}
