import type { TryNode } from '../../link/flow.ts';
import type { Linker } from '../../link/linker.ts';
import type { Suggestion } from '../../model/finding.ts';
import { inFrontOf } from './beside-statement.ts';

/** Logs what a `catch` caught: as its last statement, or in front of what leaves it. */
export function loggingCaught({ written }: Linker, { rethrow, frame }: TryNode): readonly Suggestion[] {
  if (!rethrow) return [];
  const { file } = frame.file;
  const { span: [start, end], text, variable } = rethrow;
  const log = `console.error(${variable})`;
  const leaving = start === end ? undefined : written.statementAt(file, [start, end]);
  const edit = start === end ? { file, start, end, text: text.replace(`throw ${variable}`, log) } : leaving && inFrontOf(leaving, `${log};`);
  return edit ? [{ title: 'Log what failed (where you look for errors, and who is told of them, is yours to say).', edits: [edit] }] : [];
}
