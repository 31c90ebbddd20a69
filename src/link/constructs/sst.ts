import { posix } from 'node:path';
import type { InfrastructureValue, Resource, SubscriptionResource } from '../../model/infrastructure.ts';
import { type CallReference, type Entity, locationOf, plainText } from '../entity.ts';
import { keysOf } from '../collections.ts';
import { type Construct, type Constructs, SCOPE } from './constructs.ts';
import { mappingFrom, receiverOf } from './event-sources.ts';
import { type FunctionExtras, functionFrom } from './functions.ts';
import { handlerNear } from './handler-code.ts';
import { routeKey } from './route-key.ts';
import { argumentOf, partOf } from './written.ts';
import { type Written, writtenAt } from '../written.ts';

/**
 * What SST v2 does with its consumers, targets and subscribers. It reads `function`, `cdk` and (of tables) `filters` of
 * a consumer and nothing else: a `deadLetterQueue` beside them has no effect.
 * Source: sst 2.48.5 `constructs/{Queue,KinesisStream,Table,Topic,EventBus}.js`.
 */
interface Polled {
  readonly system: 'aws_sqs' | 'aws_kinesis' | 'aws_dynamodb_streams';
  /** The property with one consumer, or with consumers by name. */
  readonly property: 'consumer' | 'consumers';
  /** The method that adds what the property holds. */
  readonly method: 'addConsumer' | 'addConsumers';
}

const polled: Readonly<Record<string, Polled>> = {
  'sst.Queue': { system: 'aws_sqs', property: 'consumer', method: 'addConsumer' },
  'sst.KinesisStream': { system: 'aws_kinesis', property: 'consumers', method: 'addConsumers' },
  'sst.Table': { system: 'aws_dynamodb_streams', property: 'consumers', method: 'addConsumers' },
};

/** What is written for one consumer, target or subscriber. */
interface Definition {
  readonly name: string;
  readonly entities: readonly Entity[];
  /** The construct it belongs to. */
  readonly owner: Construct;
  readonly at: Resource['at'];
  /** The file that names the handler: paths start at the folder of the app. */
  readonly file: string;
}

/** APIs whose routes have functions: `new Api(stack, 'api', { routes: { 'POST /orders': 'src/create.handler' } })`. Source: sst 2.48.5 `constructs/{Api,ApiGatewayV1Api}.d.ts`. */
const apis: readonly string[] = ['sst.Api', 'sst.ApiGatewayV1Api'];

export const sstNames = apis;

export function readSst(constructs: Constructs, extras: FunctionExtras): readonly Resource[] {
  return [
    ...consumersOf(constructs).flatMap((definition) => readConsumer(constructs, definition, extras)),
    ...subscribersOf(constructs).flatMap((definition) => readSubscriber(constructs, definition, extras, 'aws_sns', 'subscription')),
    ...targetsOf(constructs).flatMap((definition) => readSubscriber(constructs, definition, extras, 'aws_eventbridge', 'target')),
    ...routesOf(constructs).flatMap((definition) => readRoute(constructs, definition, extras)),
  ];
}

function routesOf(constructs: Constructs): readonly Definition[] {
  return [
    ...constructs.all.flatMap((owner) => (apis.includes(owner.name) ? named(constructs, constructs.property(owner, 'routes'), owner, owner.made) : [])),
    ...methodCalls(constructs, 'addRoutes', apis).flatMap(({ owner, reference }) => named(constructs, { entities: argumentOf(constructs.linker, reference, 1), perhaps: false }, owner, reference)),
  ];
}

/** `POST /orders`; `$default` and `ANY` are every request. */
function readRoute(constructs: Constructs, definition: Definition, extras: FunctionExtras): readonly Resource[] {
  const fn = functionOf(constructs, definition, extras);
  if (fn.value.kind !== 'reference') return fn.made;
  return [...fn.made, { kind: 'route', id: constructs.newId('route'), scope: SCOPE, at: definition.at, platform: 'aws_lambda', function: fn.value, ...routeKey(definition.name) }];
}

function consumersOf(constructs: Constructs): readonly Definition[] {
  return constructs.all.flatMap((owner) => {
    const shape = polled[owner.name];
    if (!shape) return [];
    const found = constructs.property(owner, shape.property);
    return shape.property === 'consumer' ? one(found, owner, owner.made) : named(constructs, found, owner, owner.made);
  }).concat(
    methodCalls(constructs, 'addConsumer', ['sst.Queue']).flatMap(({ owner, reference }) => one({ entities: argumentOf(constructs.linker, reference, 1), perhaps: false }, owner, reference)),
    methodCalls(constructs, 'addConsumers', ['sst.KinesisStream', 'sst.Table']).flatMap(({ owner, reference }) =>
      named(constructs, { entities: argumentOf(constructs.linker, reference, 1), perhaps: false }, owner, reference),
    ),
  );
}

function subscribersOf(constructs: Constructs): readonly Definition[] {
  const { linker } = constructs;
  return [
    ...constructs.all.flatMap((owner) => (owner.name === 'sst.Topic' ? named(constructs, constructs.property(owner, 'subscribers'), owner, owner.made) : [])),
    ...methodCalls(constructs, 'addSubscribers', ['sst.Topic']).flatMap(({ owner, reference }) => named(constructs, { entities: argumentOf(linker, reference, 1), perhaps: false }, owner, reference)),
  ];
}

/** The targets of rules with a pattern. */
function targetsOf(constructs: Constructs): readonly Definition[] {
  const { linker } = constructs;
  const rules = [
    ...constructs.all.flatMap((owner) => (owner.name === 'sst.EventBus' ? named(constructs, constructs.property(owner, 'rules'), owner, owner.made) : [])),
    ...methodCalls(constructs, 'addRules', ['sst.EventBus']).flatMap(({ owner, reference }) => named(constructs, { entities: argumentOf(linker, reference, 1), perhaps: false }, owner, reference)),
  ];
  const inRules = rules.flatMap((rule) => {
    const pattern = writtenAt(linker, rule.entities, 'pattern') ?? writtenAt(linker, rule.entities, 'cdk', 'rule', 'eventPattern');
    const targets = pattern === undefined ? undefined : writtenAt(linker, rule.entities, 'targets');
    return namedIn(constructs, targets, rule);
  });
  const added = methodCalls(constructs, 'addTargets', ['sst.EventBus']).flatMap(({ owner, reference }) =>
    named(constructs, { entities: argumentOf(linker, reference, 2), perhaps: false }, owner, reference),
  );
  return [...inRules, ...added];
}

interface Method {
  readonly owner: Construct;
  readonly reference: CallReference;
}

function methodCalls(constructs: Constructs, method: string, owners: readonly string[]): readonly Method[] {
  return constructs.callsOf(method).flatMap(({ reference }) => {
    const owner = constructs.find(receiverOf(constructs, reference));
    return owner && owners.includes(owner.name) ? [{ owner, reference }] : [];
  });
}

function one(written: Written, owner: Construct, reference: CallReference): readonly Definition[] {
  if (written === undefined || written === 'unknown') return [];
  return [{ name: 'consumer', entities: written.entities, owner, at: placeOfCall(reference), file: reference.file.file }];
}

function named(constructs: Constructs, written: Written, owner: Construct, reference: CallReference): readonly Definition[] {
  return namedIn(constructs, written, { owner, at: placeOfCall(reference), file: reference.file.file });
}

function namedIn(constructs: Constructs, written: Written, { owner, at, file }: Pick<Definition, 'owner' | 'at' | 'file'>): readonly Definition[] {
  if (written === undefined || written === 'unknown') return [];
  const { linker } = constructs;
  return written.entities.flatMap((entity) => {
    if (entity.is !== 'object') return [];
    return entity.value.properties.flatMap((property): readonly Definition[] => {
      if (property.kind !== 'value' || !keysOf(entity.value).includes(property.key)) return [];
      const entities = linker.evaluate(property.value, entity.frame);
      return [{ name: property.key, entities, owner, at: locationOf(entity.frame.file, property.span), file }];
    });
  }).map((definition) => ({ ...definition, at: definition.at.file === '' ? at : definition.at }));
}

function placeOfCall({ file, call }: CallReference): Resource['at'] {
  return locationOf(file, file.calls[call]?.span ?? [0, 0]);
}

function readConsumer(constructs: Constructs, definition: Definition, extras: FunctionExtras): readonly Resource[] {
  const shape = polled[definition.owner.name];
  if (!shape) return [];
  const fn = functionOf(constructs, definition, extras);
  const eventSource = writtenAt(constructs.linker, whole(definition), 'cdk', 'eventSource');
  const properties: readonly Entity[] = eventSource === undefined ? [] : eventSource === 'unknown' ? [{ is: 'unknown', why: 'computed at run time' }] : eventSource.entities;
  const source = sourceOf(definition.owner);
  const mapping = mappingFrom(constructs, { fn: fn.value, source: [], system: shape.system, properties, at: definition.at });
  const ignored = ignoredAt(definition);
  return [...fn.made, { ...mapping, source, ...(ignored && { ignoredDeadLetterAt: ignored }) }];
}

/** `{ function: …, deadLetterQueue: … }`: SST 2 reads no such property of a consumer. Source: sst 2.48.5 `constructs/{Queue,KinesisStream,Table}.js`. */
function ignoredAt(definition: Definition): Resource['at'] | undefined {
  for (const entity of whole(definition)) {
    const property = entity.is === 'object' ? entity.value.properties.find((each) => each.kind === 'value' && (each.key === 'deadLetterQueue' || each.key === 'onFailure')) : undefined;
    if (entity.is === 'object' && property?.kind === 'value') return locationOf(entity.frame.file, property.span);
  }
  return undefined;
}

function sourceOf(owner: Construct): InfrastructureValue {
  return { kind: 'reference', to: owner.id };
}

function readSubscriber(
  constructs: Constructs,
  definition: Definition,
  extras: FunctionExtras,
  system: SubscriptionResource['system'],
  settings: 'subscription' | 'target',
): readonly Resource[] {
  const { linker } = constructs;
  const queue = constructs.find(definition.entities) ?? constructs.find(partOf(writtenAt(linker, whole(definition), 'queue')));
  const fn = queue?.name === 'sst.Queue' ? { value: sourceOf(queue), made: [] } : functionOf(constructs, definition, extras);
  const deadLetter = writtenAt(linker, whole(definition), 'cdk', settings, 'deadLetterQueue');
  return [
    ...fn.made,
    {
      kind: 'subscription',
      id: constructs.newId('subscription'),
      scope: SCOPE,
      at: definition.at,
      system,
      topic: sourceOf(definition.owner),
      endpoint: fn.value,
      deadLetter: deadLetter === undefined ? undefined : 'unknown',
    },
  ];
}

/** The object in which settings stand beside the function; a path or a construct has none. */
function whole({ entities }: Definition): readonly Entity[] {
  return entities.filter(({ is }) => is !== 'text' && is !== 'external' && is !== 'instance');
}

interface FunctionPart {
  readonly value: InfrastructureValue;
  readonly made: readonly Resource[];
}

/** `'src/orders.handler'`, `{ handler: … }`, a function construct, or any of them as `function`. */
function functionOf(constructs: Constructs, definition: Definition, extras: FunctionExtras): FunctionPart {
  const { linker } = constructs;
  const inner = writtenAt(linker, whole(definition), 'function') ?? writtenAt(linker, whole(definition), 'cdk', 'function');
  if (inner === 'unknown') return hidden;
  const entities = inner?.entities ?? definition.entities;
  const construct = constructs.find(entities);
  if (construct) return { value: sourceOf(construct), made: [] };
  const defaults = partOf(constructs.property(definition.owner, 'defaults', 'function'));
  const [only, second] = entities;
  if (!only || second) return hidden;
  const path = only.is === 'text' ? plainText(only) : handlerText(constructs, entities);
  const handler = handlerNear(linker, definition.file, '', path);
  const id = constructs.newId(`${definition.owner.id}.${definition.name}`);
  const properties = only.is === 'object' ? [...entities, ...defaults] : defaults;
  // What is not written may come from the defaults of the owner: none of them is looked for one by one.
  const resource = functionFrom(constructs, { id, at: definition.at, properties, extras, sst: true, ...(handler !== undefined && { handler }) });
  return { value: { kind: 'reference', to: id }, made: [resource] };
}

const hidden: FunctionPart = { value: { kind: 'unknown', why: 'the program computes it' }, made: [] };

function handlerText(constructs: Constructs, entities: readonly Entity[]): string | undefined {
  const [text] = partOf(writtenAt(constructs.linker, entities, 'handler')).map(plainText);
  return text === undefined ? undefined : posix.normalize(text);
}
