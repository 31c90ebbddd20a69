import type { Edit, Suggestion } from '../../model/finding.ts';
import type { ParallelReads } from '../parallel/parallel-reads.ts';

/** Puts the statements into one `Promise.all`, each call as it is written; what stands between them stays where it is. */
export function waitingTogether({ file, statements }: ParallelReads): readonly Suggestion[] {
  const [first] = statements;
  if (statements.some(({ indent }) => indent === undefined)) return [];
  const { indent: unit, newLine } = file.layout;
  const indent = first.indent ?? '';
  const patterns = statements.map(({ pattern }) => pattern).join(', ');
  const edits = statements.flatMap(({ headSpan, tailSpan, closed }, index): readonly Edit[] => {
    const isLast = index === statements.length - 1;
    const head = index === 0 ? `const [${patterns}] = await Promise.all([${newLine}${indent}${unit}` : unit;
    const tail = isLast ? `,${newLine}${indent}])${closed ? ';' : ''}` : ',';
    return [edit(file.file, headSpan, head), edit(file.file, tailSpan, tail)];
  });
  return [{ title: `Ask for ${statements.length === 2 ? 'both' : 'all'} at once (then each is asked for even if another fails, and the error of whichever fails first is seen).`, edits }];
}

function edit(file: string, [start, end]: readonly [number, number], text: string): Edit {
  return { file, start, end, text };
}
