import type { Value } from '../../model/value.ts';
import { type Flow, type FlowCase, type FlowNode, innerFlows } from '../flow.ts';
import type { Linker } from '../linker.ts';
import { holdsFor, isJobName, isSwitchOfTrue, textOf } from './job-name.ts';
import type { Asked } from './job-names.ts';

/** What a handler does for jobs of one name: the parts that are for others are left out. */
export function flowForJob(linker: Linker, whole: Flow, { within }: Asked, name: string): Flow {
  const known = new Map<Flow, Flow>();

  const restOf = (flow: Flow): Flow => {
    if (!within.has(flow)) return flow;
    let rest = known.get(flow);
    if (!rest) known.set(flow, (rest = readRest(flow)));
    return rest;
  };

  const readRest = (flow: Flow): Flow => {
    const left: FlowNode[] = [];
    let isChanged = false;
    for (const node of flow) {
      const nodes = restOfNode(node);
      left.push(...nodes);
      if (nodes.length === 1 && nodes[0] === node) continue;
      isChanged = true;
      // What stands behind the end of what is left is for others as well.
      if (nodes.some(ends)) break;
    }
    return isChanged ? left : flow;
  };

  const restOfNode = (node: FlowNode): Flow => {
    switch (node.do) {
      case 'if': {
        const holds = holdsFor(linker, node.condition, node.frame, name);
        if (holds !== undefined) return restOf(holds ? node.then : node.else);
        return [changed(node, { ...node, then: restOf(node.then), else: restOf(node.else) })];
      }
      case 'switch': {
        if (!isJobName(linker, node.on, node.frame) && !isDecided(node)) return [changed(node, { ...node, cases: node.cases.map((each) => ({ ...each, body: restOf(each.body) })) })];
        const run = casesFor(node);
        const [first] = run;
        // The statement stays around its steps: their `break` ends it.
        return first ? [{ ...node, cases: [{ tests: [], body: run.flatMap(({ body }) => restOf(body)), span: first.span }] }] : [];
      }
      case 'try': {
        const { handler, finalizer } = node;
        return [changed(node, { ...node, body: restOf(node.body), ...(handler && { handler: restOf(handler) }), ...(finalizer && { finalizer: restOf(finalizer) }) })];
      }
      case 'callback':
      case 'enter':
        return [changed(node, { ...node, body: restOf(node.body) })];
      default:
        return [node];
    }
  };

  /** `switch (true)`, whose cases ask for the name and for nothing else. */
  const isDecided = (node: Extract<FlowNode, { do: 'switch' }>): boolean =>
    isSwitchOfTrue(node) && node.cases.every(({ tests }) => tests.every((test) => holdsFor(linker, test, node.frame, name) !== undefined));

  /** The case for the name, with those it falls through to; else what is done for all other names. */
  const casesFor = (node: Extract<FlowNode, { do: 'switch' }>): readonly FlowCase[] => {
    const { cases, frame } = node;
    const isFor = isSwitchOfTrue(node) ? (test: Value): boolean => holdsFor(linker, test, frame, name) === true : (test: Value): boolean => textOf(linker, test, frame) === name;
    const named = cases.findIndex(({ tests }) => tests.some(isFor));
    const at = named >= 0 ? named : cases.findIndex(({ tests }) => tests.length === 0);
    if (at < 0) return [];
    const last = cases.findIndex(({ body }, index) => index >= at && mayLeave(body));
    return cases.slice(at, last < 0 ? cases.length : last + 1);
  };

  return restOf(whole);
}

/** A node whose parts are what they were stays itself: what is known of it stays known. */
function changed(node: FlowNode, instead: FlowNode): FlowNode {
  const parts = innerFlows(instead);
  return innerFlows(node).every((part, index) => part === parts[index]) ? node : instead;
}

function mayLeave(flow: Flow): boolean {
  return flow.some((node) => node.do === 'exit' || (node.do !== 'enter' && node.do !== 'callback' && innerFlows(node).some(mayLeave)));
}

/** Does nothing behind a node run? */
function ends(node: FlowNode): boolean {
  switch (node.do) {
    case 'exit':
      return true;
    case 'if':
      return node.then.some(leavesFunction) && node.else.some(leavesFunction);
    default:
      return leavesFunction(node);
  }
}

function leavesFunction(node: FlowNode): boolean {
  switch (node.do) {
    case 'exit':
      return node.how === 'return' || node.how === 'throw';
    case 'switch':
      return node.cases.length === 1 && node.cases.every(({ tests, body }) => tests.length === 0 && body.some(leavesFunction));
    case 'try':
      return node.body.some(leavesFunction) && (!node.handler || node.handler.some(leavesFunction));
    default:
      return false;
  }
}
