import type { FlowNode } from '../../link/flow.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { mentionsCall } from '../mentions-call.ts';
import type { Occurrence } from '../occurrence.ts';

/** Is there, among what runs behind a call, a condition on what it gave that ends the handler without an error? */
export function leavesBy(asked: Occurrence, behind: readonly Occurrence[]): boolean {
  const calls = callsAround(asked);
  return behind.some(({ node }) => node.do === 'if' && calls.some(({ file, call }) => file === node.frame.file && mentionsCall(file, node.condition, call)) && (leaves(node.then) || leaves(node.else)));
}

interface Site {
  readonly file: FileFacts;
  readonly call: number;
}

/** The call, and the calls of the project's functions it stands in: `if (await isSeen(id)) return`. */
function callsAround({ node, levels }: Occurrence): readonly Site[] {
  const entered = levels.flatMap(({ container }) => (container?.do === 'enter' ? [container.call] : []));
  return [...('call' in node ? [node.call] : []), ...entered];
}

function leaves(flow: readonly FlowNode[]): boolean {
  return flow.some((node) => node.do === 'exit' && (node.how === 'return' || node.how === 'continue'));
}

/** Do two nodes stand in branches of which only one runs? */
export function areExclusive(one: Occurrence, other: Occurrence): boolean {
  for (const [depth, level] of one.levels.entries()) {
    const beside = other.levels[depth];
    if (!beside || beside.container !== level.container) return false;
    const { container } = level;
    if ((container?.do === 'if' || container?.do === 'switch') && beside.siblings !== level.siblings) return true;
  }
  return false;
}
