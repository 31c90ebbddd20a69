import { nodesOf } from '../../link/flow.ts';
import type { Consumer, ProjectModel } from '../../link/project-model.ts';

/** Does a handler say of some failure that trying again is of no use: `throw ApplicationFailure.nonRetryable(…)`? */
export function throwsForGood({ linker }: ProjectModel, { flow, broker }: Consumer): boolean {
  for (const node of nodesOf(flow)) {
    if (node.do !== 'exit' || node.how !== 'throw' || !node.value) continue;
    const thrown = linker.evaluate(node.value, node.frame);
    if (thrown.some((each) => each.is === 'external' && broker.shape.packages.includes(each.package))) return true;
  }
  return false;
}
