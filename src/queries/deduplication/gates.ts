import type { FlowNode } from '../../link/flow.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';
import type { Occurrence } from '../occurrence.ts';

/** Is there, among what runs behind a call, a condition on what it gave that ends the handler without an error? */
export function leavesBy(asked: Occurrence, behind: readonly Occurrence[]): boolean {
  const calls = callsAround(asked);
  return behind.some(({ node }) => node.do === 'if' && calls.some(({ file, call }) => file === node.frame.file && mentions(file, node.condition, call, 0)) && (leaves(node.then) || leaves(node.else)));
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

function mentions(file: FileFacts, value: Value, call: number, depth: number): boolean {
  if (depth > 5) return false;
  switch (value.kind) {
    case 'call':
      return value.call === call;
    case 'binding':
      return file.bindings[value.binding]?.values.some((each) => mentions(file, each, call, depth + 1)) ?? false;
    case 'operation':
    case 'choice':
      return value.of.some((each) => mentions(file, each, call, depth + 1));
    case 'member':
      return mentions(file, value.of, call, depth + 1);
    default:
      return false;
  }
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
