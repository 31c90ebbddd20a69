import type { Evidence, Finding } from '../src/model/finding.ts';
import { waitingTogether } from '../src/queries/edits/waiting-together.ts';
import { entryName } from '../src/queries/entry-name.ts';
import { type LongChain, longChains, type Queueable, shared, type SharedWork } from '../src/queries/long-chains.ts';
import { type ParallelReads, parallelReads } from '../src/queries/parallel/parallel-reads.ts';
import { chainText } from '../src/queries/short-path.ts';
import { scoreText } from '../src/queries/sync-chain/score.ts';
import { defineRule } from '../src/rule/rule.ts';

export const noLongSyncChain = defineRule({
  name: 'no-long-sync-chain',
  meta: {
    type: 'suggestion',
    docs: { description: 'Disallow requests that wait for work whose outcome they do not use', preset: 'strict' },
    messages: {
      queueIt: "'{{entry}}' waits for {{work}} and does not use the outcome: when it is slow or fails, so does the request. {{chain}}",
      lostWork: "'{{entry}}' waits for {{work}} and keeps its failure to itself: the request is slow for it, and what fails is lost. {{chain}}",
      lostByMany: '{{count}} requests wait for {{work}} here, which keeps its failure to itself: they are slow for it, and what fails is lost. {{chain}}',
      unboundedLoop: "'{{entry}}' waits for {{work}} once for every element of a list: the longer the list, the longer the request. {{chain}}",
      moveOutOfTransaction: "'{{entry}}' waits for {{work}} inside a database transaction: rows stay locked meanwhile, and a rollback does not take it back. {{chain}}",
      parallel: "'{{entry}}'{{others}} waits for {{calls}} one after the other, though none needs another's answer: at once they take as long as the slowest. {{chain}}",
    },
    intent: 'keep-sync',
    options: { parallel: { type: 'boolean', description: 'Also report requests to other services that are read one after the other, although none needs the answer of another.' } },
    defaultOptions: { parallel: false },
  },
  *check(model, { parallel }) {
    if (parallel) for (const reads of parallelReads(model)) yield ofReads(reads);
    const chains = shared(longChains(model));
    for (const each of chains.shared) yield ofShared(each);
    for (const { entry, work } of chains.own) {
      const [first, ...others] = work;
      // Of a handler that stands in a wrapper of routes, the route's own call.
      const at = (first.chain.find((hop) => hop.at.file === entry.at.file) ?? first.chain[0])?.at ?? entry.at;
      yield {
        at,
        messageId: messageFor(first),
        data: { entry: entryName(entry), work: wordsFor(first), chain: chainText(first.chain) },
        because: evidenceOf({ entry, work: [first, ...others] }),
      };
    }
  },
});

function ofReads(reads: ParallelReads): Finding<'parallel'> {
  const { entries, calls, chain } = reads;
  const [entry, ...others] = entries;
  return {
    at: calls[0]?.at ?? entry.at,
    messageId: 'parallel',
    data: {
      entry: entryName(entry),
      others: others.length === 0 ? '' : ` (and ${String(others.length)} more)`,
      calls: callsText(calls.map(({ name }) => name)),
      chain: chainText(chain),
    },
    because: [{ at: entry.at, note: `answers '${entryName(entry)}'` }, ...calls.map(({ name, at }) => ({ at, note: `waits for ${name}` }))],
    suggestions: waitingTogether(reads),
  };
}

function callsText(names: readonly string[]): string {
  if (new Set(names).size === 1) return `${String(names.length)} calls of '${names[0] ?? ''}'`;
  const quoted = names.map((name) => `'${name}'`);
  return names.length > 3 ? `${String(names.length)} calls` : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

function ofShared({ swallowedAt, waits }: SharedWork): Finding<'lostByMany'> {
  const [first] = waits;
  return {
    at: swallowedAt,
    messageId: 'lostByMany',
    data: { count: String(waits.length), work: first ? wordsFor(first.work) : '', chain: first ? chainText(first.work.chain) : '' },
    because: waits.map(({ entry, work }) => ({ at: work.chain[0]?.at ?? entry.at, note: `'${entryName(entry)}' waits: queue-it ${scoreText(work.score)} (${work.score.reasons.join(', ')})` })),
  };
}

function messageFor({ score, swallowedAt }: Queueable): 'queueIt' | 'lostWork' | 'unboundedLoop' | 'moveOutOfTransaction' {
  if (score.transaction) return 'moveOutOfTransaction';
  if (score.loop) return 'unboundedLoop';
  return swallowedAt ? 'lostWork' : 'queueIt';
}

function wordsFor({ effect }: Queueable): string {
  const words: Readonly<Record<string, string>> = {
    mail: 'a mail',
    sms: 'an SMS',
    push: 'a push notification',
    chat: 'a chat message',
    aws: 'a message',
    search: 'an update of the search index',
  };
  return words[effect.kind] ?? 'a request to another service';
}

/** The arithmetic first, then the calls. */
function evidenceOf({ entry, work }: LongChain): readonly Evidence[] {
  const name = entryName(entry);
  return [
    { at: entry.at, note: `answers '${name}'` },
    ...work.flatMap((each): readonly Evidence[] => [
      ...each.chain.map(({ name: callee, at }, index) => ({
        at,
        note: index === each.chain.length - 1 ? `${wordsFor(each)}: queue-it ${scoreText(each.score)} (${each.score.reasons.join(', ')})` : `calls ${callee}`,
      })),
      ...(each.swallowedAt ? [{ at: each.swallowedAt, note: 'keeps the failure to itself' }] : []),
    ]),
  ];
}
