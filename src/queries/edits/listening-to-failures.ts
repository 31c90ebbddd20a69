import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import type { Suggestion } from '../../model/finding.ts';
import { behind } from './beside-statement.ts';
import { heldBy } from './held-by.ts';
import { withQuotesOf } from './with-quotes-of.ts';

/**
 * Logs the jobs that failed, where the library tells its listeners of them and the worker has a name, or can have one: `given`
 * holds those that others of its file were given.
 */
export function listeningToFailures({ linker }: ProjectModel, consumer: Consumer, given: Set<string>): readonly Suggestion[] {
  const { failed } = consumer.broker;
  const holder = failed && !consumer.cls ? heldBy(linker, consumer, given) : undefined;
  if (!failed || !holder) return [];
  const { file, name, statement, naming } = holder;
  const lines = [`${name}.on('${failed.event}', (${failed.parameters}) => {`, `${statement.step}console.error(${failed.says});`, '});'];
  return [{ title: "Log the jobs that fail (where you look for errors, and who is told of them, is yours to say).", edits: [...naming, behind(statement, lines.map((line) => withQuotesOf(file, line)))] }];
}
