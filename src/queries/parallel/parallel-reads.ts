import type { Entry } from '../../link/entries/entry.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { AwaitedRun, AwaitedStatement, FileFacts } from '../../model/file-facts.ts';
import { type Hop, hopOf } from '../hop.ts';
import { waiters, type Waiters } from '../requests/waiting.ts';
import { functionAt } from '../sends/destiny.ts';
import { isGuard, needsNone } from './independent.ts';
import { isSlowRead } from './slow-read.ts';

/** Requests to other services that wait for each other, although none needs another's answer. */
export interface ParallelReads {
  readonly file: FileFacts;
  readonly statements: readonly [AwaitedStatement, ...AwaitedStatement[]];
  /** The requests that wait for them. */
  readonly entries: readonly [Entry, ...Entry[]];
  /** From the handler of the first of them to each call. */
  readonly calls: readonly Hop[];
  readonly chain: readonly Hop[];
}

/** Every such row of statements on the way from a request to its answer. */
export function parallelReads(model: ProjectModel): readonly ParallelReads[] {
  const asks = waiters(model);
  return [...model.linker.files.values()].flatMap((file) => (file.awaitedRuns ?? []).flatMap((run) => inRun(model, asks, file, run)));
}

function inRun(model: ProjectModel, asks: Waiters, file: FileFacts, { fn, statements }: AwaitedRun): readonly ParallelReads[] {
  if (!statements.some((each, index) => index > 0 && needsNone(file, each, statements.slice(index - 1, index)))) return [];
  const [first] = statements;
  const [entry, ...others] = first ? asks.of({ file, call: first.call }).entries : [];
  const target = entry && functionAt(model, file, fn);
  if (!first || !target) return [];
  const flow = model.flowOf(target);
  const frame = model.linker.openFrame(file, fn);
  const slow = statements.map((each) => !isGuard(file, each) && isSlowRead(flow, frame, each));
  const { chain } = asks.of({ file, call: first.call });
  const above = chain.slice(0, -1).map(hopOf);
  return rowsOf(file, statements, slow).map((row) => {
    const calls = row.map(({ call }) => hopOf({ file, call }));
    return { file, statements: row, entries: [entry, ...others], calls, chain: [...above, ...calls.slice(0, 1)] };
  });
}

/** The longest rows of statements of which none needs one before it. */
function rowsOf(file: FileFacts, statements: readonly AwaitedStatement[], slow: readonly boolean[]): readonly ParallelReads['statements'][] {
  const rows: AwaitedStatement[][] = [[]];
  for (const [index, each] of statements.entries()) {
    const row = rows.at(-1) ?? [];
    if (slow[index] && needsNone(file, each, row)) row.push(each);
    else rows.push(slow[index] ? [each] : []);
  }
  return rows.flatMap(([first, second, ...others]) => (first && second ? [[first, second, ...others] as const] : []));
}
