import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { indexCalls } from '../callers.ts';
import { type CallReference, type Entity, type ExternalEntity, locationOf, plainText, type TextEntity } from '../entity.ts';
import { libraryCallees } from '../library-calls.ts';
import type { Linker } from '../linker.ts';
import { makerOf } from '../slots.ts';
import { trailKey, trailOf, withinStack, writtenIn } from './identity.ts';
import { argumentsOf, constructName } from './names.ts';
import { programFiles } from './program-files.ts';
import { findRuns } from './runs.ts';
import { argumentOf } from './written.ts';
import { type Written, writtenAt } from '../written.ts';

/** What ids of constructs are unique in. */
export const SCOPE = 'constructs';

/** A resource that the program makes: one run of one `new`. */
export interface Construct {
  /** `aws-sqs.Queue` */
  readonly name: string;
  readonly id: string;
  readonly made: CallReference;
  /** Where it is written, and mended. */
  readonly at: Location;
  /** The same `new` in the same stack: alike for all environments the stack is made for. */
  readonly written: string;
}

/** A call of a construct library, in one run. */
export interface ConstructCall {
  readonly name: string;
  readonly reference: CallReference;
}

/** Everything the program makes, and what its values lead to. */
export interface Constructs {
  readonly linker: Linker;
  readonly all: readonly Construct[];
  /** The construct an entity stands for. */
  find(entities: readonly Entity[]): Construct | undefined;
  /** The properties that were given to the `new` that made it. */
  given(construct: Construct): readonly Entity[];
  property(construct: Construct, ...path: readonly string[]): Written;
  valueOf(entities: readonly Entity[]): InfrastructureValue;
  /** Calls of methods with these names, in all their runs. */
  callsOf(method: string): readonly ConstructCall[];
  /** An id that no other resource has. */
  newId(wanted: string): string;
  at(reference: CallReference): Location;
}

/** Reads the constructs of these names; `undefined` where no file imports a construct library. */
export function findConstructs(linker: Linker, names: ReadonlySet<string>): Constructs | undefined {
  const files = programFiles(linker);
  if (files.size === 0) return undefined;
  const runs = findRuns(linker);
  const index = indexCalls(linker);
  const ids = new Map<string, number>();
  const newId = (wanted: string): string => {
    const count = (ids.get(wanted) ?? 0) + 1;
    ids.set(wanted, count);
    return count === 1 ? wanted : `${wanted} ${String(count)}`;
  };

  const callsNamed = (last: string): readonly ConstructCall[] =>
    index.get(last).flatMap(({ file, call }) => {
      const fact = file.calls[call];
      if (!fact || !files.has(file)) return [];
      const isMaking = fact.kind === 'new' || fact.kind === 'super';
      const callees = libraryCallees(linker, file, call, linker.openFrame(file, fact.fn));
      const name = isMaking ? callees.map(({ callee }) => constructName(callee)).find((each) => each !== undefined) : last;
      return name === undefined ? [] : runs.of(file, call).map((reference) => ({ name, reference }));
    });

  const place = (reference: CallReference): Location => {
    const { file, call } = writtenIn(linker, reference);
    const fact = file.calls[call];
    return locationOf(file, fact?.span ?? [0, 0]);
  };

  const all: Construct[] = [];
  const byTrail = new Map<string, Construct>();
  const byCall = new Map<string, { readonly trail: readonly string[]; readonly construct: Construct }[]>();
  const byWritten = new Map<string, string>();

  const note = ({ name, reference }: ConstructCall): void => {
    const trail = trailOf(reference);
    const keys = trail.map(trailKey);
    const written = withinStack(linker, trail).map(trailKey).join('<');
    const [first = ''] = keys;
    if (byTrail.has(keys.join('<'))) return;
    const wanted = argumentOf(linker, reference, argumentsOf(name).name).map(shownText).find((text) => text !== undefined) ?? name.split('.').at(-1) ?? name;
    // A stack that is made for each environment declares the same resources again.
    const same = `${written} ${wanted} ${signatureOf(linker, name, reference)}`;
    const id = byWritten.get(same) ?? newId(wanted);
    byWritten.set(same, id);
    const construct: Construct = { name, id, made: reference, at: place(reference), written };
    all.push(construct);
    byTrail.set(keys.join('<'), construct);
    byCall.set(first, [...(byCall.get(first) ?? []), { trail: keys, construct }]);
  };

  const madeAt = (reference: CallReference): Construct | undefined => {
    const keys = trailOf(reference).map(trailKey);
    const exact = byTrail.get(keys.join('<'));
    if (exact) return exact;
    const alike = (byCall.get(keys[0] ?? '') ?? []).filter(({ trail }) => trail.every((key, at) => at >= keys.length || key === keys[at]));
    const [only] = alike;
    return new Set(alike.map(({ construct }) => construct.id)).size === 1 ? only?.construct : undefined;
  };

  const findOne = (entity: Entity): Construct | undefined => {
    if (entity.is === 'instance') {
      const maker = makerOf(linker, { is: 'external', package: '', from: 'type', name: '', self: entity });
      return 'reference' in maker ? madeAt(maker.reference) : undefined;
    }
    if (entity.is !== 'external') return undefined;
    if (entity.from === 'new' && entity.call) return madeAt(entity.call);
    return entity.from === 'member' ? behindMember(entity) : behindCall(entity);
  };

  /** `queue.cdk.queue` of SST, `fn.currentVersion`, `queue.deadLetterQueue.queue`. */
  const behindMember = (entity: ExternalEntity): Construct | undefined => {
    if (!entity.of) return undefined;
    if (['currentVersion', 'latestVersion', 'cdk'].includes(entity.name)) return findOne(entity.of);
    if (entity.name === 'lambdaFunction') return ownFunction(findOne(entity.of));
    const { of } = entity;
    if (of.from !== 'member' || !of.of) return undefined;
    const owner = findOne(of.of);
    if (!owner) return undefined;
    if (of.name === 'cdk') return ownConstruct(owner, entity.name);
    // `queue.nodes.queue` of SST v3.
    if (of.name === 'nodes') return owner;
    if (of.name !== 'deadLetterQueue' || entity.name !== 'queue') return undefined;
    const written = property(owner, 'deadLetterQueue', 'queue');
    return written === undefined || written === 'unknown' ? undefined : find(written.entities);
  };

  /** The function of a pattern: the one that it is given, else its own. */
  const ownFunction = (pattern: Construct | undefined): Construct | undefined => {
    const existing = pattern && property(pattern, 'existingLambdaObj');
    if (existing === undefined) return pattern;
    return existing === 'unknown' ? undefined : find(existing.entities);
  };

  /** SST makes a CDK construct of its own, unless it is given one. */
  const ownConstruct = (owner: Construct, name: string): Construct | undefined => {
    const written = property(owner, 'cdk', name);
    if (written === undefined) return owner;
    if (written === 'unknown') return undefined;
    return written.entities.every(({ is }) => is === 'object') ? owner : find(written.entities);
  };

  /** `fn.addAlias('live')` */
  const behindCall = (entity: ExternalEntity): Construct | undefined =>
    entity.from === 'call' && entity.of?.name === 'addAlias' && entity.of.of ? findOne(entity.of.of) : undefined;

  const find = (entities: readonly Entity[]): Construct | undefined => {
    const found = entities.map(findOne);
    const [first] = found;
    if (!first || found.some((each) => each?.id !== first.id)) return undefined;
    if (first.name === 'aws-lambda.Alias') return throughProperty(first, 'version');
    return first.name === 'aws-lambda.Version' ? throughProperty(first, 'lambda') : first;
  };

  const throughProperty = (construct: Construct, name: string): Construct | undefined => {
    const written = property(construct, name);
    return written === undefined || written === 'unknown' ? undefined : find(written.entities);
  };

  const given = ({ made, name }: Construct): readonly Entity[] => argumentOf(linker, made, argumentsOf(name).properties);
  const property = (construct: Construct, ...path: readonly string[]): Written => writtenAt(linker, given(construct), ...path);

  const valueOf = (entities: readonly Entity[]): InfrastructureValue => {
    const [only, second] = entities;
    if (!only) return unread;
    if (second) {
      const construct = find(entities);
      return construct ? { kind: 'reference', to: construct.id } : unread;
    }
    if (only.is === 'text') return textValue(only);
    if (only.is === 'setting') return { kind: 'parameter', name: only.name };
    const construct = find([only]);
    if (construct) return { kind: 'reference', to: construct.id };
    if (only.is !== 'external') return unread;
    if (only.from === 'call') return importedValue(linker, only) ?? unread;
    if (only.from !== 'member' || !only.of) return unread;
    const owner = find([only.of]);
    return owner ? { kind: 'reference', to: owner.id, attribute: only.name } : unread;
  };

  const textValue = ({ parts }: TextEntity): InfrastructureValue => {
    const values = parts.map((part): InfrastructureValue => (typeof part === 'string' ? { kind: 'text', text: part } : part.is === 'setting' ? { kind: 'parameter', name: part.name } : unread));
    const [first] = values;
    return values.length === 1 && first ? first : { kind: 'template', parts: values };
  };

  for (const last of new Set([...names].map((name) => name.split('.').at(-1) ?? name))) {
    for (const each of callsNamed(last)) if (names.has(each.name)) note(each);
  }
  for (const each of callsNamed('super')) if (names.has(each.name)) note(each);

  return { linker, all, find, given, property, valueOf, callsOf: callsNamed, newId, at: place };
}

/** `Queue.fromQueueArn(scope, id, arn)`: another stack declares it. Source: aws-cdk-lib 2.276.0 `aws-sqs/lib/queue.d.ts`. */
function importedValue(linker: Linker, { of, call }: ExternalEntity): InfrastructureValue | undefined {
  if (!of || !call || !/\.from\w*(?:Arn|Name|Attributes|Lookup)$/.test(constructName(of) ?? '')) return undefined;
  const [id, arn] = [1, 2].map((index) => argumentOf(linker, call, index).map(plainText).find((each) => each !== undefined));
  const name = arn ?? id;
  return name === undefined ? undefined : { kind: 'imported', name };
}

const unread: InfrastructureValue = { kind: 'unknown', why: 'the program computes it' };

function shownText(entity: Entity): string | undefined {
  if (entity.is !== 'text') return undefined;
  const text = entity.parts.map((part) => (typeof part === 'string' ? part : '…')).join('');
  return text === '' || text === '…' ? undefined : text;
}

/** What makes two resources different beside where they are made: their name, and the code they run. */
function signatureOf(linker: Linker, construct: string, reference: CallReference): string {
  const properties = argumentOf(linker, reference, argumentsOf(construct).properties);
  return ['queueName', 'functionName', 'entry', 'handler']
    .map((name) => {
      const written = writtenAt(linker, properties, name);
      return written === undefined || written === 'unknown' ? '' : written.entities.map((each) => plainText(each) ?? '').join('|');
    })
    .join(' ');
}
