import { type EffectNode, type Flow, innerFlows } from '../link/flow.ts';
import { namesGiven } from './names-mentioned.ts';

type Node = Flow[number];

const NONE: ReadonlySet<string> = new Set();

/** The names of what the requests of a node send to other services. */
export const requestedIn = namesOfEffects(({ effect, call: { file, call } }) =>
  effect.kind === 'http' && effect.class.startsWith('write') ? namesGiven(file, call) : [],
);

/** The names that the reads of a node ask for: conditions of queries, columns of SQL. */
export const namesAskedFor = namesOfEffects(({ effect, call: { file, call } }) =>
  effect.class === 'read' && effect.kind === 'database' ? namesGiven(file, call, true) : [],
);

/** Gathers names of the effects that a node is or enters; flows share the flows of what they call: each node answers once. */
function namesOfEffects(namesOf: (node: EffectNode) => readonly string[]): (node: Node) => ReadonlySet<string> {
  const known = new WeakMap<Node, ReadonlySet<string>>();
  const gather = (node: Node): ReadonlySet<string> => {
    const before = known.get(node);
    if (before) return before;
    known.set(node, NONE);
    const own = node.do === 'effect' ? namesOf(node) : innerFlows(node).flatMap((flow) => flow.flatMap((each) => [...gather(each)]));
    const names = own.length === 0 ? NONE : new Set(own);
    known.set(node, names);
    return names;
  };
  return gather;
}
