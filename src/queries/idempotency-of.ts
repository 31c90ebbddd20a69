import { callLocation } from '../link/consumers.ts';
import type { FunctionEntity } from '../link/entity.ts';
import type { EffectNode, FlowNode, SendNode } from '../link/flow.ts';
import type { Linker } from '../link/linker.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Location } from '../model/location.ts';
import { addressOf } from './address-of.ts';
import { guardOf, isRemembered } from './guard-of.ts';
import { type Hop, hopOf } from './hop.ts';
import { isInHandler, type Occurrence, occurrencesIn } from './occurrence.ts';

/** What a second delivery would do again, worst first. */
export type RepeatedEffect = 'payment' | 'blockchain' | 'mail' | 'sms' | 'push' | 'chat' | 'http' | 'send' | 'insert' | 'publish';

const ORDER: readonly RepeatedEffect[] = ['payment', 'blockchain', 'mail', 'sms', 'push', 'chat', 'http', 'send', 'insert', 'publish'];

export interface Repeated {
  readonly effect: RepeatedEffect;
  readonly node: EffectNode | SendNode;
  readonly at: Location;
  /** The calls from the handler to the effect, in order; the effect is the last. */
  readonly chain: readonly Hop[];
  readonly occurrence: Occurrence;
}

/** The effects of a handler that a second delivery repeats and that nothing guards, worst first. */
export function repeatedEffects({ linker }: ProjectModel, { flow, handler }: Pick<Consumer, 'flow' | 'handler'>): readonly Repeated[] {
  const occurrences = occurrencesIn(flow);
  const changesState = occurrences.some(({ node }) => mayWrite(node));
  // Who remembers each message by a wrapper has thought of the rows that are counted around it.
  const isWrapped = occurrences.some(isRemembered);
  const found = occurrences.flatMap((occurrence): readonly Repeated[] => {
    const { node } = occurrence;
    if (node.do !== 'effect' && node.do !== 'send') return [];
    const effect = repeatedEffect(linker, node, occurrence, handler);
    if (!effect || isInHandler(occurrence) || (effect === 'insert' && isWrapped)) return [];
    const guard = guardOf(occurrence);
    // A state that the handler never changes is the same at the second delivery.
    if (guard && (guard.kind !== 'state check' || changesState)) return [];
    return [{ effect, node, at: callLocation(node.call), chain: chainOf(occurrence, node, handler), occurrence }];
  });
  return found.toSorted((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect));
}

const WRITES = /^(save|update|upsert|insert|create|set|put|mark|write|add|push|store|record|delete|remove|patch|replace)/i;

/** May a node change what a check of the state looks at? */
function mayWrite(node: FlowNode): boolean {
  if (node.do === 'unknown') {
    const callee = node.call.file.calls[node.call.call]?.callee;
    return callee?.kind !== 'member' || WRITES.test(callee.name);
  }
  return node.do === 'effect' && (node.effect.class.startsWith('write') || node.effect.class === 'guard') && node.effect.kind !== 'analytics';
}

function repeatedEffect(
  linker: Linker,
  node: EffectNode | SendNode,
  { levels }: Occurrence,
  handler: FunctionEntity | undefined,
): RepeatedEffect | undefined {
  if (node.do === 'send') return 'publish';
  const { class: type, kind } = node.effect;
  if (type === 'send') return ORDER.find((effect) => effect === kind) ?? 'send';
  if (type !== 'write_nonidem') return undefined;
  // A request to a service of one's own choice may be anything; one to an address from the data is a webhook.
  if (kind === 'http') return addressOf(linker, node.call, levels, handler) === 'from data' ? 'http' : undefined;
  return kind === 'database' ? 'insert' : undefined;
}

/** The calls a node is reached by, from the consumer's own handler on: what is around it says nothing about this one. */
export function chainOf({ levels }: Occurrence, node: EffectNode | SendNode, handler: FunctionEntity | undefined): readonly Hop[] {
  const entered = levels.flatMap(({ container }) => (container?.do === 'enter' ? [container] : []));
  const own = entered.findLastIndex(({ target }) => target.file === handler?.file && target.fn === handler.fn);
  return [...entered.slice(own + 1), node].map(({ call }) => hopOf(call));
}

/** May a consumer see a message twice? `yes` only where every effect of a handler that could be followed is guarded. */
export function idempotencyOf(model: ProjectModel, consumer: Consumer): { readonly status: 'yes' | 'no' | 'unknown'; readonly at?: Location } {
  const { flow } = consumer;
  if (flow.length === 0) return { status: 'unknown' };
  const [worst] = repeatedEffects(model, consumer);
  if (worst && worst.effect !== 'publish') return { status: 'no', at: worst.at };
  const open = worst !== undefined || occurrencesIn(flow).some(({ node }) => node.do === 'unknown');
  return { status: open ? 'unknown' : 'yes' };
}
