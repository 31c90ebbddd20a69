import type { InfrastructureValue, Resource, SubscriptionResource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import { isEntityBeyond } from '../cuts.ts';
import { type CallReference, type Entity, type ExternalEntity, locationOf, type ObjectEntity, plainText } from '../entity.ts';
import { keysOf, namesIn } from '../collections.ts';
import type { Linker } from '../linker.ts';
import { isProviderPackage } from './names.ts';
import { argumentOf, numberOf, partOf, placeOf } from './written.ts';
import { type Written, writtenAt } from '../written.ts';

/**
 * Subscriptions that a program hands, as plain objects, to a function of a package nobody can look into:
 * `createSubscriptions(app, [{ topic: 'orders', subscription: 'orders-mail' }, …])`.
 *
 * What such a function does with its entries is known only as far as the entries show it. They do when
 *  - the program declares infrastructure: its file imports a provider,
 *  - at least one entry carries the provider's own option, whole (`deadLetterPolicy` with `deadLetterTopic`): so the
 *    policy is asked for entry by entry, and its topic is not made up by the function,
 *  - one property of the entries names subscriptions that the project's code consumes, each its own.
 * Then an entry that certainly has nothing at that place asks for no policy.
 */
export function givenSubscriptions(linker: Linker, declared: readonly Resource[], consumed: ReadonlySet<string>): readonly SubscriptionResource[] {
  const programs = new Set([...linker.files.values()].filter(({ imports }) => imports.some(isProviderPackage)));
  // Subscriptions that the project makes itself say more than entries do.
  if (programs.size === 0 || declared.some((resource) => resource.kind === 'subscription' && resource.system === 'gcp_pubsub')) return [];
  const groups = new Map<string, Entry[]>();
  for (const file of programs) {
    for (const [call, { fn }] of file.calls.entries()) {
      const reference: CallReference = { file, call, frame: linker.openFrame(file, fn) };
      const callee = foreignFunction(linker, reference);
      if (callee === undefined) continue;
      groups.set(callee, [...(groups.get(callee) ?? []), ...entriesOf(linker, reference)]);
    }
  }
  return onceEach([...groups.values()].flatMap((entries) => subscriptionsOf(linker, entries, consumed)));
}

/** Entries that pass through two functions are seen twice; one that a function was given with a policy has one. */
function onceEach(subscriptions: readonly SubscriptionResource[]): readonly SubscriptionResource[] {
  const byId = new Map<string, SubscriptionResource>();
  for (const each of subscriptions) {
    const known = byId.get(each.id);
    if (known?.deadLetter === undefined) byId.set(each.id, each);
  }
  return [...byId.values()];
}

/** One element of a list of objects, with all that it may be. */
interface Entry {
  readonly objects: readonly ObjectEntity[];
}

/** `@company/infrastructure createSubscriptions`: a function of a package that is no provider. */
function foreignFunction(linker: Linker, { file, call, frame }: CallReference): string | undefined {
  const fact = file.calls[call];
  const callee = fact?.kind === 'call' ? linker.evaluate(fact.callee, frame).find((entity) => entity.is === 'external') : undefined;
  return callee?.from === 'export' && isForeign(callee) ? `${callee.package} ${callee.name}` : undefined;
}

function isForeign({ package: name }: ExternalEntity): boolean {
  return name !== 'global' && !name.startsWith('node:') && !isProviderPackage(name);
}

/** The lists of objects among the arguments, also behind another function of the same package. */
function entriesOf(linker: Linker, reference: CallReference, depth = 0): readonly Entry[] {
  const count = reference.file.calls[reference.call]?.arguments.length ?? 0;
  return Array.from({ length: count }, (_, index) => argumentOf(linker, reference, index)).flatMap((entities) =>
    entities.flatMap((entity): readonly Entry[] => {
      if (entity.is === 'list') return entity.items.flatMap(entryOf);
      const passesOn = entity.is === 'external' && entity.from === 'call' && entity.call && entity.of && isForeign(entity.of) && !isEntityBeyond(depth + 1, 3, entity, 'what is given to a package behind more than 3 of its functions');
      return passesOn ? entriesOf(linker, entity.call, depth + 1) : [];
    }),
  );
}

function entryOf(item: readonly Entity[]): readonly Entry[] {
  const objects = item.filter((entity) => entity.is === 'object');
  return objects.length > 0 && objects.length === item.length ? [{ objects }] : [];
}

/** Source: `@pulumi/gcp` 9.37.0 `pubsub/subscription.d.ts` SubscriptionArgs, `types/input.d.ts` SubscriptionDeadLetterPolicy. */
const OPTION = 'deadLetterPolicy';
const TARGET = 'deadLetterTopic';

function subscriptionsOf(linker: Linker, entries: readonly Entry[], consumed: ReadonlySet<string>): readonly SubscriptionResource[] {
  const path = entries.map(({ objects }) => policyPath(linker, objects)).find((each) => each !== undefined);
  const named = path && nameProperty(linker, entries, consumed);
  if (!named) return [];
  const alike = entries.map(({ objects }) => placeOf(partOf(writtenAt(linker, objects, ...path)))).find((each) => each !== undefined);
  const targets = new Set(entries.flatMap(({ objects }) => targetName(writtenAt(linker, objects, ...path, TARGET)) ?? []));
  return entries.flatMap((entry) => {
    const name = textAt(linker, entry, named);
    if (name === undefined) return [];
    const made = { ...subscription(linker, entry, name, path), ...(alike && { alike }) };
    return [made.topic?.kind === 'text' && targets.has(made.topic.text) ? { ...made, drainsDeadLetters: true as const } : made];
  });
}

/** Where the policy stands in an entry that has one. */
function policyPath(linker: Linker, objects: readonly ObjectEntity[]): readonly string[] | undefined {
  const places = [[OPTION], ...objects.flatMap((object) => namesIn(linker, object).map((key) => [key, OPTION]))];
  return places.find((path) => found(writtenAt(linker, objects, ...path, TARGET)));
}

function found(written: Written): boolean {
  return written !== undefined && written !== 'unknown';
}

/** The property that tells the entries apart and names what the code consumes: most entries have to agree. */
function nameProperty(linker: Linker, entries: readonly Entry[], consumed: ReadonlySet<string>): string | undefined {
  const keys = new Set(entries.flatMap(({ objects }) => objects.flatMap(({ value }) => keysOf(value))));
  return [...keys].find((key) => {
    const names = entries.map((entry) => textAt(linker, entry, key)).filter((name) => name !== undefined);
    const matching = names.filter((name) => consumed.has(name));
    return new Set(names).size === names.length && matching.length >= 2 && matching.length * 2 >= entries.length;
  });
}

function textAt(linker: Linker, { objects }: Entry, key: string): string | undefined {
  const written = writtenAt(linker, objects, key);
  const texts = written === undefined || written === 'unknown' ? [] : written.entities.map(plainText);
  return new Set(texts).size === 1 ? texts[0] : undefined;
}

function subscription(linker: Linker, entry: Entry, name: string, path: readonly string[]): SubscriptionResource {
  const [first] = entry.objects;
  const at = first ? locationOf(first.frame.file, first.value.span) : { file: '', line: 1, column: 1 };
  const topic = textAt(linker, entry, 'topic');
  return {
    kind: 'subscription',
    id: name,
    scope: 'entries given to a package',
    at,
    system: 'gcp_pubsub',
    name: { kind: 'text', text: name },
    ...(topic !== undefined && { topic: { kind: 'text', text: topic } }),
    deadLetter: policyOf(linker, writtenAt(linker, entry.objects, ...path), at),
  };
}

function policyOf(linker: Linker, written: Written, at: SubscriptionResource['at']): WrittenDeadLetter {
  if (written === undefined || written === 'unknown') return written;
  if (written.perhaps) return 'unknown';
  const maxDeliveries = numberOf(writtenAt(linker, written.entities, 'maxDeliveryAttempts'));
  return {
    target: targetOf(writtenAt(linker, written.entities, TARGET)),
    at: placeOf(written.entities) ?? at,
    ...(maxDeliveries !== undefined && { maxDeliveries }),
  };
}

function targetOf(written: Written): InfrastructureValue {
  const name = targetName(written);
  return name === undefined ? { kind: 'unknown', why: 'the program computes it' } : { kind: 'text', text: name };
}

/** `projects/${project}/topics/orders-failed`: the part that says which topic it is. */
function targetName(written: Written): string | undefined {
  const [only] = written === undefined || written === 'unknown' ? [] : written.entities;
  const text = only?.is === 'text' ? only.parts.map((part) => (typeof part === 'string' ? part : '…')).join('') : undefined;
  const name = text?.split('/').at(-1);
  return name?.includes('…') ? undefined : name;
}
