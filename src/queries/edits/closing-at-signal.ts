import type { ProjectModel } from '../../link/project-model.ts';
import { placeKey } from '../../model/location.ts';
import type { Suggestion } from '../../model/finding.ts';
import type { Unclosed } from '../unclosed-consumers.ts';
import { behind } from './beside-statement.ts';
import { heldBy, type Holder } from './held-by.ts';
import { withQuotesOf } from './with-quotes-of.ts';

const MOST = 5;

/**
 * Closes the consumers that nothing closes when the process is told to stop. Nothing is suggested unless all of them are
 * made at the top of one file and their libraries wait for what is in work: one that is left out would be cut off.
 */
export function closingAtSignal({ linker, packageOf }: ProjectModel, unclosed: readonly Unclosed[]): readonly Suggestion[] {
  const given = new Set<string>();
  const seen = new Set<string>();
  const held: (Holder & { readonly closing: string })[] = [];
  for (const { consumers, broker } of unclosed) {
    for (const consumer of consumers) {
      const key = placeKey(consumer.declaredAt);
      if (seen.has(key)) continue;
      seen.add(key);
      const holder = consumer.cls ? undefined : heldBy(linker, consumer, given);
      const waits = broker.closing?.waits;
      const { call, file } = consumer.call?.reference ?? {};
      if (!holder || waits === undefined || seen.size > MOST || file?.calls[call ?? -1]?.fn !== 0) return [];
      if (!held.some(({ name }) => name === holder.name)) held.push({ ...holder, closing: `${holder.name}.${waits}()` });
    }
  }
  const [first] = held;
  const last = held.toSorted((a, b) => a.statement.span[1] - b.statement.span[1]).at(-1);
  if (!first || !last || held.some(({ file }) => file !== first.file) || unclosed.some(({ consumers: [one] }) => one && packageOf(one.declaredAt.file) !== packageOf(first.file.file))) return [];
  const all = held.length === 1 ? held[0]?.closing ?? '' : `Promise.all([${held.map(({ closing }) => closing).join(', ')}])`;
  const { step } = last.statement;
  const edits = [...held.flatMap(({ naming }) => naming), behind(last.statement, [withQuotesOf(first.file, "process.once('SIGTERM', () => {"), `${step}void ${all}.finally(() => process.exit());`, '});'])];
  return [{ title: "Finish what is in work at SIGTERM, then exit (close there as well whatever else the process serves).", edits }];
}
