import { type DeadLetterVerdict, unknownUntil } from './verdict.ts';

type Lost = Extract<DeadLetterVerdict, { readonly status: 'lost' }>;

/** The verdict on a destination that is declared several times: what is true of one of them alone is not known. */
export function alternatives(verdicts: readonly DeadLetterVerdict[]): DeadLetterVerdict {
  const [first = unknownUntil('the declaration of the queue'), ...others] = verdicts;
  if (others.length === 0) return first;
  const lost = verdicts.filter((verdict) => verdict.status === 'lost');
  if (lost.length === verdicts.length) return togetherLost(lost);
  if (lost.length > 0) return unknownUntil('which of the declarations of the queue is deployed: only some of them keep what fails');
  return verdicts.find(({ status }) => status === 'unknown') ?? first;
}

/** To mend one of them would leave the others as they are. */
function togetherLost(lost: readonly Lost[]): DeadLetterVerdict {
  const [first = unknownUntil('the declaration of the queue')] = lost;
  if (first.status !== 'lost') return first;
  const { suggestions: own, ...rest } = first;
  const mends = lost.flatMap(({ suggestions = [] }) => suggestions.slice(0, 1));
  const [title] = mends.map((mend) => mend.title);
  const isWhole = title !== undefined && mends.length === lost.length;
  return {
    ...rest,
    because: lost.flatMap(({ because }) => because),
    ...(isWhole && { suggestions: [{ title, edits: mends.flatMap(({ edits }) => edits) }] }),
  };
}
