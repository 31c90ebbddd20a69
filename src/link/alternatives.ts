import type { Value } from '../model/value.ts';
import type { CallReference, ExternalEntity } from './entity.ts';
import type { CallbackNode, Flow, FlowCase, FlowNode } from './flow.ts';
import type { Frame } from './frame.ts';
import type { Linker } from './linker.ts';

/** The call that starts a chain of which only one function runs: `match(status).with('paid', f).with('open', g).exhaustive()`. */
export function alternativeOf({ names }: Linker, { file, call }: CallReference, callee: ExternalEntity): number | undefined {
  const returns = names.shapeOf(callee.package)?.returns;
  if (!returns || callee.from !== 'member' || !callee.of) return undefined;
  const type = names.typeOf(callee.of);
  if (!Object.entries(returns).some(([key, given]) => given === '$branches' && key.startsWith(`${type}.`))) return undefined;
  let at = call;
  for (let below = receiverCall(file.calls[at]?.callee); below !== undefined; below = receiverCall(file.calls[at]?.callee)) at = below;
  return at;
}

function receiverCall(callee: CallReference['file']['calls'][number]['callee'] | undefined): number | undefined {
  return callee?.kind === 'member' && callee.of.kind === 'call' ? callee.of.call : undefined;
}

/** Puts the functions of one such chain beside each other instead of behind each other. */
export function withAlternatives(flow: Flow, frame: Frame): Flow {
  if (!flow.some(isAlternative)) return flow;
  const nodes: FlowNode[] = [];
  let run: Alternative[] = [];
  const close = (): void => {
    nodes.push(...(run.length > 1 ? [branches(run, frame)] : run));
    run = [];
  };
  for (const node of flow) {
    if (!isAlternative(node) || node.alternative !== run[0]?.alternative) close();
    if (isAlternative(node)) run.push(node);
    else nodes.push(node);
  }
  close();
  return nodes;
}

type Alternative = CallbackNode & { readonly alternative: number };

function isAlternative(node: FlowNode): node is Alternative {
  return node.do === 'callback' && node.alternative !== undefined;
}

function branches(run: readonly Alternative[], frame: Frame): FlowNode {
  const [start = 0] = run.map(({ alternative }) => alternative);
  const on = frame.file.calls[start]?.arguments[0];
  const cases = run.map((node): FlowCase => {
    const fact = frame.file.calls[node.call.call];
    return { tests: testsOf(fact?.arguments ?? []), body: [node], span: fact?.span ?? [0, 0] };
  });
  const [first] = cases;
  return { do: 'switch', on: on && on.kind !== 'spread' ? on : { kind: 'undefined' }, frame, cases, span: first?.span ?? [0, 0] };
}

/** What stands before the function; nothing for `otherwise`. */
function testsOf(given: readonly { readonly kind: string }[]): readonly Value[] {
  return given.slice(0, -1).filter((each): each is Value => each.kind !== 'spread');
}
