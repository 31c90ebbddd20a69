import type { LinkedDeclaration } from '../../link/declarations.ts';
import type { Suggestion } from '../../model/finding.ts';
import type { Argument, Value } from '../../model/value.ts';
import { intoObject, writeOption } from '../../link/write-option.ts';
import { withQuotesOf } from './with-quotes-of.ts';

/** Milliseconds before the second try; each further one waits twice as long. */
const FIRST_DELAY = '1000';

/**
 * Where a queue of BullMQ or Bull is made in place, its defaults can give each job more tries.
 * Source: bullmq 5.81.5 `dist/esm/interfaces/queue-options.d.ts` and `base-job-options.d.ts` (`defaultJobOptions`, `attempts`,
 * `backoff` with `delay` in milliseconds); bull 4.16.5 `index.d.ts` alike.
 */
export function tryingAgain({ key, library }: LinkedDeclaration): readonly Suggestion[] {
  if (key !== 'new Queue' || !library) return [];
  const { file, call } = library.reference;
  const fact = file.calls[call];
  if (!fact || fact.arguments.length === 0 || fact.arguments.some(({ kind }) => kind === 'spread')) return [];
  const tries = ['attempts: 3', withQuotesOf(file, `backoff: { type: 'exponential', delay: ${FIRST_DELAY} }`)];
  const defaults = defaultsIn(fact.arguments[1]);
  const edits = defaults?.kind === 'object' ? intoObject(file, defaults, tries) : defaults ? [] : writeOption({ file, call }, 1, [`defaultJobOptions: { ${tries.join(', ')} }`]);
  return edits.length === 0 ? [] : [{ title: 'Try each job up to 3 times (check first that its work bears a second run; how long to wait is yours to say).', edits }];
}

function defaultsIn(options: Argument | undefined): Value | undefined {
  const property = options?.kind === 'object' ? options.properties.find((each) => each.kind === 'value' && each.key === 'defaultJobOptions') : undefined;
  return property?.kind === 'value' ? property.value : undefined;
}
