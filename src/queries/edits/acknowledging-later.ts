import type { CallReference } from '../../link/entity.ts';
import type { Linker } from '../../link/linker.ts';
import type { Suggestion } from '../../model/finding.ts';
import { movedBehind } from './moved-statement.ts';

/** Acknowledges behind the work, where both are statements of one block and the work is its last. */
export function acknowledgingLater({ written }: Linker, { file, call }: CallReference, work: CallReference): readonly Suggestion[] {
  const [settle, done] = [file.calls[call], work.file === file ? file.calls[work.call] : undefined];
  const acknowledging = settle && written.statementAt(file.file, settle.span);
  const working = done && written.statementAt(file.file, done.span);
  if (!acknowledging || !working?.last || working.block[0] !== acknowledging.block[0] || working.span[0] <= acknowledging.span[1]) return [];
  const [start, end] = settle.span;
  const before = acknowledging.text.slice(0, start - acknowledging.span[0]);
  const isAlone = (before === '' || /^await\s+$/.test(before)) && end === acknowledging.span[1] - (acknowledging.closed ? 1 : 0);
  if (!isAlone || /^(?:return|throw)\b/.test(working.text)) return [];
  const edits = movedBehind(written, acknowledging, working);
  return edits ? [{ title: 'Acknowledge when the work is done (what fails is then delivered again: its work has to bear that).', edits }] : [];
}
