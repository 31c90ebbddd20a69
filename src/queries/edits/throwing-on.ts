import type { TryNode } from '../../link/flow.ts';
import type { Suggestion } from '../../model/finding.ts';

/** Where a `catch` has a variable, it can throw it on. In: what that means for whoever is behind it. */
export function throwingOn({ rethrow, frame }: TryNode, consequence: string): readonly Suggestion[] {
  if (!rethrow) return [];
  const { span: [start, end], text, variable } = rethrow;
  return [{ title: `Throw '${variable}' on: ${consequence}`, edits: [{ file: frame.file.file, start, end, text }] }];
}
