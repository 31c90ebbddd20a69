import type { FlowNode } from '../../link/flow.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';
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

/**
 * The gates among them that end the function when the call gave something: `if (seen) return`. A way out where there is
 * nothing, or where it compares with one state of several, says nothing of a mark.
 */
export function gatesWhenThere(asked: Occurrence, behind: readonly Occurrence[]): readonly Occurrence[] {
  const calls = callsAround(asked);
  return gatesBy(asked, behind).filter(({ node }) => {
    if (node.do !== 'if') return false;
    const { file } = node.frame;
    const isTold = (value: Value): boolean => calls.some((site) => site.file === file && mentionsCall(file, value, site.call));
    const there = whenThere(node.condition, isTold);
    return (there !== false && leaves(node.then)) || (there === false && leaves(node.else));
  });
}

/** Is a condition true when what is asked for is there? `undefined`: it does not ask that. */
function whenThere(condition: Value, isTold: (value: Value) => boolean): boolean | undefined {
  if (condition.kind === 'choice') return condition.of.filter(isTold).map((each) => whenThere(each, isTold)).find((each) => each !== undefined);
  if (condition.kind !== 'operation') return isTold(condition) ? true : undefined;
  const { op, of: [left, right] } = condition;
  if (op === '!' && left) {
    const inner = whenThere(left, isTold);
    return inner === undefined ? undefined : !inner;
  }
  if (!left || !right) return undefined;
  const isNothing = right.kind === 'undefined' || (right.kind === 'literal' && (right.value === null || right.value === 0 || right.value === false));
  const isEqual = op === '===' || op === '==';
  return isNothing ? !isEqual : isEqual;
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
