import type { ExitNode, TryNode } from '../../link/flow.ts';
import type { Consumer } from '../../link/project-model.ts';
import type { Edit, Suggestion } from '../../model/finding.ts';
import { catchOutcome } from '../catch-outcome.ts';
import { throwingOn } from './throwing-on.ts';
import type { Work } from '../failure-of.ts';
import type { Settlement } from '../settlement-of.ts';

type Swallowed = Extract<Settlement, { readonly status: 'swallowed' }>;

/** How a handler that turns a failure into success could let it fail, where somebody takes what is thrown as a failure. */
export function mendingSwallowed({ broker }: Consumer, { how, work, answers = [] }: Swallowed): readonly Suggestion[] {
  if (how === 'error status') return throwing(answers);
  if (how !== 'caught' || work?.fate.kind !== 'caught') return [];
  const { by } = work.fate;
  return broker.failsByThrowing || isRejectedOutside(work, by) ? rethrowing(by) : [];
}

/** A `try` further out puts back, or rejects, a message whose handler throws. */
function isRejectedOutside({ occurrence }: Work, inner: TryNode): boolean {
  return occurrence.levels.some(({ container, part }) => container?.do === 'try' && container !== inner && part === 'body' && catchOutcome(container) === 'handed on');
}

const AGAIN = 'the message fails and is tried again, so its work has to bear that.';

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
  return [
    { file, start: span[0], end: start, text: "throw Object.assign(new Error('The message could not be processed'), " },
    { file, start: end, end, text: ')' },
  ];
}
