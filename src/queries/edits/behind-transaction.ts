import type { CallReference } from '../../link/entity.ts';
import type { Linker } from '../../link/linker.ts';
import { someWithin } from '../../link/some-within.ts';
import type { FileFacts, Step } from '../../model/file-facts.ts';
import type { Suggestion } from '../../model/finding.ts';
import { onlyAwaits } from './beside-statement.ts';
import { movedBehind } from './moved-statement.ts';

/**
 * Sends when the transaction is through, where the send is the last thing that its function does and speaks of nothing
 * that is made inside. In: the call that sends, as the function of the transaction writes it, and the call that opens it.
 */
export function sendingAfter({ written }: Linker, { file, call }: CallReference, opened: CallReference): readonly Suggestion[] {
  const [send, open] = [file.calls[call], file.calls[opened.call]];
  const inside = send && file.functions[send.fn];
  if (!send || !open || opened.file !== file || inside?.passedTo?.call !== opened.call || leaves(inside.body) || dependsOn(file, call, send.fn)) return [];
  const sending = written.statementAt(file.file, send.span);
  const transaction = written.statementAt(file.file, open.span);
  if (!sending?.last || sending.block[1] !== inside.span[1] || !onlyAwaits(sending, send.span)) return [];
  if (!transaction || !/^(?:const [^=]+= )?await\b/.test(transaction.text)) return [];
  const edits = movedBehind(written, sending, transaction);
  return edits ? [{ title: 'Send when the transaction is through (what is sent then is lost if the process ends in between: only an outbox keeps it).', edits }] : [];
}

/** Behind a `return` it would not have been sent. */
function leaves(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.do === 'return') return true;
    if (step.do === 'if') return leaves([...step.then, ...step.else]);
    if (step.do === 'loop' || step.do === 'try') return leaves(step.body);
    return step.do === 'switch' && step.cases.some(({ steps: inner }) => leaves(inner));
  });
}

/** Is it given something that only the function knows, or a function of its own? */
function dependsOn(file: FileFacts, call: number, fn: number): boolean {
  const fact = file.calls[call];
  return [fact?.callee, ...(fact?.arguments ?? [])].some(
    (value) =>
      value &&
      someWithin(file, value, (each) => {
        if (each.kind === 'function' || each.kind === 'unknown') return true;
        return each.kind === 'parameter' ? each.fn === fn : each.kind === 'binding' && file.bindings[each.binding]?.fn === fn;
      }),
  );
}
