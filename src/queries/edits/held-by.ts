import type { Linker } from '../../link/linker.ts';
import type { LinkedConsumer } from '../../link/linked-consumer.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Edit } from '../../model/finding.ts';
import type { WrittenStatement } from '../../model/written.ts';
import { freeName } from './beside-statement.ts';

/** What runs a consumer, where a statement can be written about it. */
export interface Holder {
  readonly file: FileFacts;
  /** The variable that holds it. */
  readonly name: string;
  /** The statement that makes it, or that sets it to work. */
  readonly statement: WrittenStatement;
  /** Gives it the name, where it had none. */
  readonly naming: readonly Edit[];
}

/**
 * The variable that holds the worker of a consumer: the one it is put into, or on which the call stands.
 * In: the consumer, and names given to others before; its own is added. Out: `undefined` where it has none that stays the same.
 */
export function heldBy({ written }: Linker, { call: library }: Pick<LinkedConsumer, 'call'>, given: Set<string>): Holder | undefined {
  const { file, call } = library?.reference ?? {};
  const fact = file && call !== undefined ? file.calls[call] : undefined;
  const statement = file && fact && written.statementAt(file.file, fact.span);
  if (!file || !fact || !statement) return undefined;
  if (fact.kind !== 'new') {
    const name = fact.callee.kind === 'member' && fact.callee.of.kind === 'binding' ? constantOf(file, fact.callee.of.binding) : undefined;
    return name === undefined ? undefined : { file, name, statement, naming: [] };
  }
  if (fact.use.as === 'binding') {
    const name = fact.use.of === undefined ? undefined : constantOf(file, fact.use.of);
    return name === undefined ? undefined : { file, name, statement, naming: [] };
  }
  const [start] = statement.span;
  const name = fact.use.as === 'dropped' && start === fact.span[0] ? freeName(file, ['worker', 'worker2', 'worker3', 'worker4', 'worker5'], given) : undefined;
  if (name === undefined) return undefined;
  given.add(name);
  return { file, name, statement, naming: [{ file: file.file, start, end: start, text: `const ${name} = ` }] };
}

function constantOf({ bindings }: FileFacts, index: number): string | undefined {
  const binding = bindings[index];
  return binding?.kind === 'const' && binding.values.length === 1 ? binding.name : undefined;
}
