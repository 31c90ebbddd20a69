import type { Location } from '../../model/location.ts';
import type { Block, Expression } from '../hcl/syntax.ts';
import { folderOf } from '../reading/path.ts';
import { locate, type SourceText } from '../reading/source-text.ts';

/** One file of a Terraform module: the folder is the module. */
export interface Module {
  readonly source: SourceText;
  readonly scope: string;
  /** Of this file alone. */
  readonly locals: ReadonlyMap<string, Expression>;
  /** Resources and data sources of this file, by their address. */
  readonly declared: ReadonlyMap<string, Declared>;
  readonly budget: Budget;
}

export interface Declared {
  /** `aws_sqs_queue.orders`, `data.archive_file.charge`. */
  readonly id: string;
  readonly block: Block;
  readonly at: Location;
}

/** How far locals are followed: they may name each other in circles, or ten others each. */
interface Budget {
  /** For one block, and for the file. */
  steps: number;
  allSteps: number;
  depth: number;
}

const mostSteps = 20_000;
const mostStepsOfAll = 2_000_000;
const deepest = 150;

/** Reads one block, with a budget of its own: a block that spends it leaves the others theirs. */
export function readBlock<Result>({ budget }: Module, read: () => Result): Result {
  budget.allSteps += budget.steps;
  budget.steps = 0;
  return read();
}

/** Goes one step deeper. Out: `otherwise` where the end of the budget is reached. */
export function follow<Result>({ budget }: Module, read: () => Result, otherwise: Result): Result {
  if (budget.steps >= mostSteps || budget.allSteps >= mostStepsOfAll || budget.depth >= deepest) return otherwise;
  budget.steps += 1;
  budget.depth += 1;
  const result = read();
  budget.depth -= 1;
  return result;
}

export function moduleOf(blocks: readonly Block[], source: SourceText): Module {
  const locals = blocks.filter(({ type }) => type === 'locals').flatMap(({ attributes }) => attributes);
  return {
    source,
    scope: folderOf(source.file),
    locals: new Map(locals.map(({ name, value }) => [name, value])),
    declared: new Map(blocks.flatMap((block) => declaredOf(block, source)).map((each) => [each.id, each])),
    budget: { steps: 0, allSteps: 0, depth: 0 },
  };
}

function declaredOf(block: Block, source: SourceText): readonly Declared[] {
  const [type, name] = block.labels;
  if (type === undefined || name === undefined || (block.type !== 'resource' && block.type !== 'data')) return [];
  const address = `${type}.${name}`;
  return [{ id: block.type === 'data' ? `data.${address}` : address, block, at: locate(source, block.span) }];
}
