import { callLocation } from '../link/call-location.ts';
import { cutAtNode } from '../link/cuts.ts';
import type { FunctionEntity } from '../link/entity.ts';
import type { EffectNode, Flow, FlowNode, SendNode } from '../link/flow.ts';
import type { Linker } from '../link/linker.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Location } from '../model/location.ts';
import { addressOf } from './address-of.ts';
import { type Behind, behind } from './behind.ts';
import { leaveAlone } from './changed-rows.ts';
import { guardsOf, isRemembered } from './guard-of.ts';
import { type Hop, hopOf } from './hop.ts';
import { isInHandler, type Occurrence, occurrencesIn } from './occurrence.ts';
import { type Kind, runsFor } from './runs-for.ts';

/** What a second delivery would do again, worst first. */
export type RepeatedEffect = 'payment' | 'blockchain' | 'mail' | 'sms' | 'push' | 'chat' | 'http' | 'send' | 'insert';

const ORDER: readonly RepeatedEffect[] = ['payment', 'blockchain', 'mail', 'sms', 'push', 'chat', 'http', 'send', 'insert'];

export interface Repeated {
  readonly effect: RepeatedEffect;
  readonly at: Location;
  /** The calls from the handler to the effect, in order; the effect is the last. */
  readonly chain: readonly Hop[];
}

/** What nothing guards in one function that handles messages or requests. */
interface Unguarded {
  readonly repeated: readonly Repeated[];
  /** Messages that are sent and requests that are made again, and what runs for them. */
  readonly passedOn: readonly { readonly chain: readonly Hop[]; readonly to: readonly Behind[] }[];
  /** Something is sent, asked or counted of which nobody knows whether it may come twice. */
  readonly open: boolean;
}

/** Queues and routes that are passed on the way to an effect. */
const FURTHEST = 3;

/** The effects that a second delivery repeats and that nothing guards, worst first; those behind other queues and the project's own routes included. */
export function repeatedEffects(model: ProjectModel, consumer: Consumer): readonly Repeated[] {
  const { flow, handler } = consumer;
  const own = unguardedIn(model, flow, handler);
  const found = [...own.repeated, ...repeatedBehind(model, own, new Set([flow]), FURTHEST)];
  return found.toSorted((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect));
}

/** Does a consumer send, ask for or count something of which nobody knows whether it may come twice? */
export function repeatsUnknown(model: ProjectModel, { flow, handler }: Pick<Consumer, 'flow' | 'handler'>): boolean {
  return unguardedIn(model, flow, handler).open;
}

function repeatedBehind(model: ProjectModel, { passedOn }: Unguarded, seen: Set<Flow>, left: number): readonly Repeated[] {
  return passedOn.flatMap(({ chain, to }) =>
    to.flatMap(({ flow, handler, hop, kind }): readonly Repeated[] => {
      if (seen.has(flow)) return [];
      const [first] = flow;
      if (left === 0) {
        if (first) cutAtNode(first, `what is repeated behind more than ${String(FURTHEST)} queues and routes`);
        return [];
      }
      seen.add(flow);
      const next = unguardedIn(model, flow, handler, kind);
      const all = [...next.repeated, ...repeatedBehind(model, next, seen, left - 1)];
      return all.map((each) => ({ ...each, chain: [...chain, hop, ...each.chain] }));
    }),
  );
}

const known = new WeakMap<Flow, Map<string | undefined, Unguarded>>();

/** `kind`: of a message whose sender is known, only what certainly runs for it. */
function unguardedIn(model: ProjectModel, flow: Flow, handler: FunctionEntity | undefined, kind?: Kind): Unguarded {
  let own = known.get(flow);
  if (!own) known.set(flow, (own = new Map<string | undefined, Unguarded>()));
  const key = kind && `${kind.member} ${kind.text ?? ''}`;
  let found = own.get(key);
  if (!found) own.set(key, (found = readUnguarded(model, flow, handler, kind)));
  return found;
}

function readUnguarded(model: ProjectModel, flow: Flow, handler: FunctionEntity | undefined, kind: Kind | undefined): Unguarded {
  const occurrences = occurrencesIn(flow);
  const writes = occurrences.map(({ node }) => node).filter(mayWrite);
  const sends = occurrences.some(({ node }) => node.do === 'send');
  // Who remembers each message by a wrapper has thought of the rows that are counted around it.
  const isWrapped = occurrences.some(isRemembered);
  const repeated: Repeated[] = [];
  const passedOn: { chain: readonly Hop[]; to: readonly Behind[] }[] = [];
  let open = false;
  for (const occurrence of occurrences) {
    const { node } = occurrence;
    if ((node.do !== 'send' && node.do !== 'effect') || isInHandler(occurrence)) continue;
    const effect = node.do === 'effect' ? repeatedEffect(model.linker, node, occurrence, handler) : undefined;
    if ((!effect && !mayPassOn(node) && !addsUp(node)) || (effect === 'insert' && isWrapped)) continue;
    if (isGuarded(occurrence, writes, sends)) continue;
    if (kind && !runsFor(model.linker, occurrence, handler, kind)) continue;
    const chain = chainOf(occurrence, node, handler);
    const to = effect || addsUp(node) ? [] : behind(model, node);
    if (effect) repeated.push({ effect, at: callLocation(node.call), chain });
    else open = true;
    if (to.length > 0) passedOn.push({ chain, to });
  }
  return { repeated, passedOn, open };
}

function isGuarded(occurrence: Occurrence, writes: readonly FlowNode[], sends: boolean): boolean {
  for (const { kind, fields = [] } of guardsOf(occurrence)) {
    if (kind !== 'state check') return true;
    // A state that the handler never changes is the same at the second delivery.
    if (writes.length > 0 && (fields.length === 0 || sends || !leaveAlone(writes, fields))) return true;
  }
  return false;
}

/** A counter, a list, a stream of a cache: what a second delivery adds may matter, or be a mere statistic. */
function addsUp(node: EffectNode | SendNode): boolean {
  return node.do === 'effect' && node.effect.kind === 'cache' && node.effect.class === 'write_nonidem';
}

/** A message, or a request that may do something elsewhere. */
function mayPassOn(node: EffectNode | SendNode): boolean {
  return node.do === 'send' || (node.effect.kind === 'http' && node.effect.class === 'write_nonidem');
}

const WRITES = /^(save|update|upsert|insert|create|set|put|mark|write|add|push|store|record|delete|remove|patch|replace)/i;

/** May a node change what a check of the state looks at? */
function mayWrite(node: FlowNode): boolean {
  if (node.do === 'unknown') {
    const { file, call } = node.call;
    const callee = file.calls[call]?.callee;
    if (callee?.kind === 'member' || callee?.kind === 'import') return WRITES.test(callee.name);
    // A function of another package is called what it does; one of the project that cannot be followed may do anything.
    return node.package === undefined || callee?.kind !== 'binding' || WRITES.test(file.bindings[callee.binding]?.name ?? '');
  }
  return node.do === 'effect' && (node.effect.class.startsWith('write') || node.effect.class === 'guard') && node.effect.kind !== 'analytics';
}

function repeatedEffect(linker: Linker, node: EffectNode, { levels }: Occurrence, handler: FunctionEntity | undefined): RepeatedEffect | undefined {
  const { class: type, kind } = node.effect;
  if (type === 'send') return ORDER.find((effect) => effect === kind) ?? 'send';
  if (type !== 'write_nonidem') return undefined;
  // A request to a service of one's own choice may be anything; one to an address from the data is a webhook.
  if (kind === 'http') return addressOf(linker, node.call, levels, handler) === 'from data' ? 'http' : undefined;
  return kind === 'database' ? 'insert' : undefined;
}

/** The calls a node is reached by, from the consumer's own handler on: what is around it says nothing about this one. */
function chainOf({ levels }: Occurrence, node: EffectNode | SendNode, handler: FunctionEntity | undefined): readonly Hop[] {
  const entered = levels.flatMap(({ container }) => (container?.do === 'enter' ? [container] : []));
  const own = entered.findLastIndex(({ target }) => target.file === handler?.file && target.fn === handler.fn);
  return [...entered.slice(own + 1), node].map(({ call }) => hopOf(call));
}
