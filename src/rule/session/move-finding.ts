import type { Edit, Finding, Suggestion } from '../../model/finding.ts';
import type { Move } from './same-but-moved.ts';

/** A finding where the text at hand has it. Out: `undefined` if the place cannot be told. */
export function moveFinding(finding: Finding, move: Move): Finding | undefined {
  const at = move.location(finding.at);
  const suggestions = finding.suggestions?.map((suggestion) => moveSuggestion(suggestion, finding.at.file, move));
  const cause = finding.cause?.file === finding.at.file ? move.location(finding.cause) : finding.cause;
  if (!at || (finding.cause && !cause) || suggestions?.includes(undefined)) return undefined;
  return { ...finding, at, ...(cause && { cause }), ...(suggestions && { suggestions: suggestions.filter((each) => each !== undefined) }) };
}

/** Edits of other files stay. */
function moveSuggestion({ title, edits }: Suggestion, file: string, move: Move): Suggestion | undefined {
  const moved = edits.map((edit): Edit | undefined => (edit.file === file ? move.edit(edit) : edit));
  return moved.every((edit) => edit !== undefined) ? { title, edits: moved } : undefined;
}
