import type { ExitNode, TryNode } from '../../link/flow.ts';
import type { Consumer } from '../../link/project-model.ts';
import type { Broker, MessagingSystem } from '../../model/broker.ts';
import type { Edit, Suggestion } from '../../model/finding.ts';
import { catchOutcome, type CatchOutcome, returnOf } from '../catch-outcome.ts';
import { throwingOn } from './throwing-on.ts';
import { withQuotesOf } from './with-quotes-of.ts';
import type { Work } from '../failure-of.ts';
import type { Settlement } from '../settlement-of.ts';

type Swallowed = Extract<Settlement, { readonly status: 'swallowed' }>;

/** How a handler that turns a failure into success could let it fail, where somebody takes what is thrown as a failure. */
export function mendingSwallowed({ broker, system }: Pick<Consumer, 'broker' | 'system'>, { how, work, answers = [] }: Swallowed): readonly Suggestion[] {
  if (how === 'error status') return throwing(answers);
  if (!work || (work.fate.kind !== 'caught' && work.fate.kind !== 'acknowledged anyway') || !work.fate.by) return [];
  const { kind, by } = work.fate;
  if (returnOf(by)) return [];
  const next = outside(work, by);
  // What is acknowledged by hand has to be rejected by hand.
  const fails = next === 'handed on' || (next === undefined && kind === 'caught' && failsByThrowing(broker, system));
  return fails ? rethrowing(by) : [];
}

function failsByThrowing({ failsByThrowing: fails }: Broker, system: MessagingSystem): boolean {
  return fails === true || (fails?.includes(system) ?? false);
}

/** What the next `try` further out that does not throw on makes of what is thrown; `undefined`: there is none. */
function outside({ occurrence: { levels } }: Work, inner: TryNode): CatchOutcome | undefined {
  const own = levels.findIndex(({ container }) => container === inner);
  const outer = levels.slice(0, own).flatMap(({ container, part }) => (container?.do === 'try' && part === 'body' ? [catchOutcome(container)] : []));
  return outer.findLast((outcome) => outcome !== 'rethrown');
}

const AGAIN = 'the message then fails and may be tried again, so its work has to bear that.';

function rethrowing(by: TryNode): readonly Suggestion[] {
  return throwingOn(by, AGAIN);
}

/** What was to be told to a caller goes with the error: one answer alone would leave the others. */
function throwing(answers: readonly ExitNode[]): readonly Suggestion[] {
  const edits = answers.flatMap(throwingEdits);
  if (edits.length === 0) return [];
  return [{ title: `Throw instead of answering: ${AGAIN}`, edits }];
}

function throwingEdits({ value, span, frame }: ExitNode): readonly Edit[] {
  if (value?.kind !== 'object') return [];
  const { file } = frame.file;
  const [start, end] = value.span;
  const text = withQuotesOf(frame.file, "throw Object.assign(new Error('The message could not be processed'), ");
  return [
    { file, start: span[0], end: start, text },
    { file, start: end, end, text: ')' },
  ];
}
