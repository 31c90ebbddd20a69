import type { FlowNode } from '../../link/flow.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { mentionsCall } from '../../link/some-within.ts';
import type { Occurrence } from '../occurrence.ts';

/** The conditions behind a call on what it gave that end the function they stand in, without an error. */
export function gatesBy(asked: Occurrence, behind: readonly Occurrence[]): readonly Occurrence[] {
  const calls = callsAround(asked);
  return behind.filter(({ node }) => node.do === 'if' && (leaves(node.then) || leaves(node.else)) && calls.some(({ file, call }) => file === node.frame.file && mentionsCall(file, node.condition, call)));
}

/** Does what a gate ends hold the work as well? What leaves a function does not leave those that called it. */
export function keepsFrom(gate: Occurrence, work: Occurrence): boolean {
  const around = endedBy(gate);
  const reached = endedBy(work);
  return around.every((container, index) => reached[index] === container);
}

/** Functions and loops that a node stands in, outermost first. */
function endedBy({ levels }: Occurrence): readonly FlowNode[] {
  return levels.flatMap(({ container }) => (container?.do === 'enter' || container?.do === 'callback' || container?.do === 'loop' ? [container] : []));
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
