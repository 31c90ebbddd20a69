import { callLocation } from '../link/call-location.ts';
import type { Entity, FunctionEntity } from '../link/entity.ts';
import type { EffectNode, Flow, SendNode } from '../link/flow.ts';
import { nameOf } from '../link/name.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { firstSlot, slotOf } from '../link/slots.ts';
import { consumerName } from './consumer-name.ts';
import { entryName } from './entry-name.ts';
import type { Hop } from './hop.ts';
import { isSet, isWritten, literalsOf, optionOf } from './options.ts';
import { ownRouteOf, verbOf } from './own-route.ts';
import type { Kind } from './runs-for.ts';

/** What runs for a message that is sent, or for a request to a route of this project. */
export interface Behind {
  readonly flow: Flow;
  readonly handler?: FunctionEntity;
  readonly hop: Hop;
  readonly kind: Kind;
}

/** What runs in this project each time a message is sent or a request is made. Empty: nothing, or nobody can tell. */
export function behind(model: ProjectModel, node: EffectNode | SendNode): readonly Behind[] {
  return node.do === 'send' ? behindSend(model, node) : behindRequest(model, node);
}

function behindRequest(model: ProjectModel, node: EffectNode): readonly Behind[] {
  const entry = ownRouteOf(model, node);
  if (!entry) return [];
  const verb = verbOf(model, node);
  const kind: Kind = { member: 'method', ...(verb !== undefined && { text: verb }) };
  return [{ flow: model.flowOf(entry.handler), handler: entry.handler, kind, hop: { name: entryName(entry), at: entry.at, runs: true } }];
}

function behindSend(model: ProjectModel, node: SendNode): readonly Behind[] {
  const { broker, pattern, library } = node;
  if (pattern.schedule || !isSentAgain(model, node)) return [];
  const name = nameOf(firstSlot(model.linker, library, pattern.destination));
  const target = name && model.destinationOf({ system: broker.system, name, at: callLocation(node.call) });
  if (!target) return [];
  const [job, ...others] = pattern.job === undefined ? [] : textsOf(slotOf(model.linker, library, pattern.job));
  if (others.length > 0) return [];
  const takers = model.consumers.filter((consumer) => consumer.sources.includes(target));
  return takersOf(model, node, takers, job).map((consumer) => consumer.cases.find((each) => each.job === job) ?? consumer).map((consumer) => ({
    flow: consumer.flow,
    ...(consumer.handler && { handler: consumer.handler }),
    kind: { member: 'name', ...(job !== undefined && { text: job }) },
    hop: { name: `'${consumerName(consumer)}'`, at: consumer.at, runs: true },
  }));
}

/** Without an id by which the system would drop the second one, as far as the sender says. */
function isSentAgain(model: ProjectModel, node: SendNode): boolean {
  return (node.pattern.deduplication ?? []).every((slot) => {
    const [head = '', ...path] = slot.split('.');
    const [option = '', ...inner] = path;
    if (isBeyondOptions(model, node, head)) return true;
    const set = optionOf(model.linker, slotOf(model.linker, node.library, head), option);
    return isUnset(set) || (inner.length > 0 && isUnset(optionOf(model.linker, set, inner.join('.'))));
  });
}

/** Where options stand last, what stands before them is none: of `add(data)` and `add(name, data)` nothing is. */
function isBeyondOptions({ linker }: ProjectModel, { pattern, library }: SendNode, head: string): boolean {
  const { file, call, frame } = library.reference;
  const given = file.calls[call]?.arguments ?? [];
  if (!/^\d+$/.test(head)) return false;
  if (Number(head) >= given.length) return true;
  if (pattern.options !== 'last') return false;
  const [first] = given;
  const isNamed = first !== undefined && first.kind !== 'spread' && linker.evaluate(first, frame).some(({ is }) => is === 'text');
  return Number(head) < given.length - 1 || given.length === (isNamed ? 2 : 1);
}

/** Of options whose type alone is known, nobody has said anything. */
function isUnset(entities: readonly Entity[]): boolean {
  return isSet(entities) === false || (!entities.some(({ is }) => is === 'unknown' || is === 'open') && !isWritten(entities));
}

/** Those of a destination's consumers that take a message: the one a registry has under the name in it, the one of its job, else those that take all. */
function takersOf(model: ProjectModel, node: SendNode, consumers: readonly Consumer[], job: string | undefined): readonly Consumer[] {
  const picked = consumers.flatMap((consumer) => (consumer.picked ? [{ consumer, ...consumer.picked }] : []));
  if (picked.length === 0) {
    const named = job === undefined ? [] : consumers.filter((consumer) => consumer.job === job);
    return named.length > 0 ? named : consumers.filter((consumer) => consumer.job === undefined);
  }
  const said = new Map<string, string | undefined>();
  const textOf = (key: readonly string[]): string | undefined => {
    const last = key.at(-1) ?? '';
    // `job.name` is the job's own name, not a part of its data.
    if (job !== undefined && key.length === 1 && last === 'name') return job;
    if (!said.has(last)) said.set(last, textIn(model, node, last));
    return said.get(last);
  };
  return picked.filter(({ key, name }) => textOf(key) === name).map(({ consumer }) => consumer);
}

/** The one text that a message holds under a key, in whichever argument it is given. */
function textIn({ linker }: ProjectModel, { library }: SendNode, key: string): string | undefined {
  const { file, call, frame } = library.reference;
  const given = (file.calls[call]?.arguments ?? []).flatMap((argument) => (argument.kind === 'spread' ? [] : linker.evaluate(argument, frame)));
  const texts = textsOf(optionOf(linker, given, key));
  return texts.length === 1 ? texts[0] : undefined;
}

function textsOf(entities: readonly Entity[]): readonly string[] {
  return [...new Set(literalsOf(entities).filter((value) => typeof value === 'string'))];
}
