import { posix } from 'node:path';
import type { FunctionResource, InfrastructureValue, MappingResource, QueueResource, Resource, SubscriptionResource, TopicResource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { type Entity, plainText } from '../entity.ts';
import { type Construct, type ConstructCall, type Constructs, SCOPE } from './constructs.ts';
import { environmentIn } from './environment.ts';
import { functionValue, receiverOf } from './event-sources.ts';
import { handlerNear } from './handler-code.ts';
import { deadLetterForIon } from './mending-queue.ts';
import { routeKey } from './route-key.ts';
import { argumentOf, booleanOf, deadLetterIn, numberOf, placeOf } from './written.ts';
import { type Written, writtenAt, writtenIn } from '../written.ts';
import { writeOption } from '../write-option.ts';

/**
 * Components of SST v3 that deliver messages. A name says what the app calls it; the platform adds app and stage.
 * Source: sst 3 `platform/src/components/aws/{queue,sns-topic,bus,kinesis-stream,dynamo}.ts`.
 */
const topics: Readonly<Record<string, TopicResource['system']>> = {
  'ion.aws.SnsTopic': 'aws_sns',
  'ion.aws.Bus': 'aws_eventbridge',
  'ion.aws.KinesisStream': 'aws_kinesis',
  'ion.aws.Dynamo': 'aws_dynamodb_streams',
};

const QUEUE = 'ion.aws.Queue';
const FUNCTION = 'ion.aws.Function';

/** Source: sst 3 `platform/src/components/aws/{apigatewayv1,apigatewayv2,function}.ts`. */
const APIS = ['ion.aws.ApiGatewayV2', 'ion.aws.ApiGatewayV1'];

export const ionNames: readonly string[] = [QUEUE, FUNCTION, ...APIS, ...Object.keys(topics)];

export function readIon(constructs: Constructs): readonly Resource[] {
  const made = constructs.all.flatMap((construct): readonly Resource[] => {
    const system = topics[construct.name];
    if (system) return [{ kind: 'topic', id: construct.id, scope: SCOPE, at: construct.at, system }];
    if (construct.name === QUEUE) return [readQueue(constructs, construct)];
    if (construct.name !== FUNCTION) return [];
    const fn = functionFrom(constructs, construct.id, construct.at, constructs.given(construct), construct.made.file.file);
    const url = writtenAt(constructs.linker, constructs.given(construct), 'url');
    const isOff = url === undefined || (url !== 'unknown' && url.entities.every((entity) => entity.is === 'constant' && entity.value === false));
    return isOff ? [fn] : [fn, { kind: 'route', id: constructs.newId('url'), scope: SCOPE, at: construct.at, platform: 'aws_lambda', function: { kind: 'reference', to: construct.id } }];
  });
  return [...made, ...readRoutes(constructs), ...readSubscribers(constructs), ...readQueueSubscribers(constructs)];
}

/** `api.route('POST /orders', 'src/create.handler')` */
function readRoutes(constructs: Constructs): readonly Resource[] {
  const { linker } = constructs;
  return constructs.callsOf('route').flatMap(({ reference }): readonly Resource[] => {
    const api = constructs.find(receiverOf(constructs, reference));
    if (!api || !APIS.includes(api.name)) return [];
    const at = constructs.at(reference);
    const fn = subscriberFunction(constructs, argumentOf(linker, reference, 1), `${api.id} route`, at, reference.file.file);
    const [key] = argumentOf(linker, reference, 0).map(plainText);
    if (fn.value.kind !== 'reference') return fn.made;
    return [...fn.made, { kind: 'route', id: constructs.newId('route'), scope: SCOPE, at, platform: 'aws_lambda', function: fn.value, ...routeKey(key ?? '') }];
  });
}

/** `dlq: failed.arn` or `dlq: { queue: failed.arn, retry: 5 }`; 3 deliveries unless it says so. */
function readQueue(constructs: Constructs, construct: Construct): QueueResource {
  const { linker } = constructs;
  const deadLetter = deadLetterIn(constructs.property(construct, 'dlq'), (entities) => {
    const isWhole = entities.every(({ is }) => is === 'object');
    const queue = isWhole ? writtenAt(linker, entities, 'queue') : { entities, perhaps: false };
    const retry = isWhole ? numberOf(writtenAt(linker, entities, 'retry')) : 3;
    return { target: valueOf(constructs, queue), at: placeOf(entities) ?? construct.at, ...(retry !== undefined && { maxDeliveries: retry }) };
  });
  const fifo = booleanOf(constructs.property(construct, 'fifo'));
  const lockSeconds = secondsIn(constructs.property(construct, 'visibilityTimeout'));
  return {
    kind: 'queue',
    id: construct.id,
    scope: SCOPE,
    at: construct.at,
    system: 'aws_sqs',
    deadLetter: deadLetter ?? changedBy(constructs.property(construct, 'transform')),
    ...(fifo !== 'unknown' && { fifo }),
    ...(lockSeconds !== 'unknown' && { lockSeconds: lockSeconds ?? 30 }),
    get mend() {
      return fifo === 'unknown' ? undefined : deadLetterForIon(linker, construct, fifo);
    },
  };
}

/** `transform` may set anything of what lies below. */
function changedBy(written: Written): WrittenDeadLetter {
  return written === undefined ? undefined : 'unknown';
}

function valueOf(constructs: Constructs, written: Written): InfrastructureValue {
  return written === undefined || written === 'unknown' ? unread : constructs.valueOf(written.entities);
}

const unread: InfrastructureValue = { kind: 'unknown', why: 'the program computes it' };

const UNITS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3_600, day: 86_400 };

/** `'5 minutes'`. Source: sst 3 `platform/src/components/duration.ts`. */
function secondsIn(written: Written): number | 'unknown' | undefined {
  if (written === undefined) return undefined;
  const [text] = written === 'unknown' || written.perhaps ? [] : written.entities.map(plainText);
  const [, count, unit] = /^(\d+) (second|minute|hour|day)s?$/.exec(text ?? '') ?? [];
  return count === undefined || unit === undefined ? 'unknown' : Number(count) * (UNITS[unit] ?? 1);
}

/** `queue.subscribe('src/orders.handler', { batch })`, `topic.subscribe('Mails', 'src/mail.handler')`. */
function readSubscribers(constructs: Constructs): readonly Resource[] {
  const { linker } = constructs;
  return constructs.callsOf('subscribe').flatMap(({ reference }): readonly Resource[] => {
    const source = constructs.find(receiverOf(constructs, reference));
    const system = source?.name === QUEUE ? 'aws_sqs' : source && topics[source.name];
    if (!source || !system) return [];
    // Later versions of v3 name the subscriber first; a queue has one.
    const isNamed = source.name !== QUEUE && isSubscriber(argumentOf(linker, reference, 1));
    const subscriber = argumentOf(linker, reference, isNamed ? 1 : 0);
    const properties = argumentOf(linker, reference, isNamed ? 2 : 1);
    const at = constructs.at(reference);
    const fn = subscriberFunction(constructs, subscriber, `${source.id} subscriber`, at, reference.file.file);
    const from: InfrastructureValue = { kind: 'reference', to: source.id };
    const feed = { id: constructs.newId('subscriber'), scope: SCOPE, at };
    if (system === 'aws_sns' || system === 'aws_eventbridge') {
      const changed = changedBy(writtenAt(linker, properties, 'transform'));
      const subscription: SubscriptionResource = { kind: 'subscription', ...feed, system, topic: from, endpoint: fn.value, deadLetter: changed };
      return [...fn.made, subscription];
    }
    if (system !== 'aws_sqs' && system !== 'aws_kinesis' && system !== 'aws_dynamodb_streams') return [];
    return [...fn.made, { ...mappingOf(constructs, properties, { ...reference, index: isNamed ? 2 : 1 }), ...feed, source: from, sourceSystem: system, function: fn.value }];
  });
}

function isSubscriber(entities: readonly Entity[]): boolean {
  const [only] = entities;
  return only !== undefined && (plainText(only) !== undefined || (only.is === 'object' && only.value.properties.some((property) => property.kind === 'value' && property.key === 'handler')));
}

function readQueueSubscribers(constructs: Constructs): readonly SubscriptionResource[] {
  const { linker } = constructs;
  return constructs.callsOf('subscribeQueue').flatMap(({ reference }): readonly SubscriptionResource[] => {
    const source = constructs.find(receiverOf(constructs, reference));
    const system = source && topics[source.name];
    if (!source || (system !== 'aws_sns' && system !== 'aws_eventbridge')) return [];
    const values = [0, 1].map((index) => constructs.valueOf(argumentOf(linker, reference, index)));
    const endpoint = values.find(({ kind }) => kind === 'reference') ?? unread;
    const id = constructs.newId('subscriber');
    return [{ kind: 'subscription', id, scope: SCOPE, at: constructs.at(reference), system, topic: { kind: 'reference', to: source.id }, endpoint, deadLetter: 'unknown' }];
  });
}

interface FunctionPart {
  readonly value: InfrastructureValue;
  readonly made: readonly FunctionResource[];
}

/** A path, the properties of a function, or the ARN of one. */
function subscriberFunction(constructs: Constructs, subscriber: readonly Entity[], wanted: string, at: Location, file: string): FunctionPart {
  const [only, second] = subscriber;
  if (!only || second) return { value: unread, made: [] };
  const known = only.is === 'external' ? constructs.valueOf(subscriber) : functionValue(constructs, subscriber);
  if (known.kind === 'reference') return { value: known, made: [] };
  if (only.is !== 'text' && only.is !== 'object') return { value: unread, made: [] };
  const id = constructs.newId(wanted);
  return { value: { kind: 'reference', to: id }, made: [functionFrom(constructs, id, at, subscriber, file)] };
}

/** `'src/orders.handler'` or `{ handler, environment, timeout, transform }`: paths start where `sst.config.ts` is. */
function functionFrom(constructs: Constructs, id: string, at: Location, given: readonly Entity[], file: string): FunctionResource {
  const { linker } = constructs;
  const isPath = given.every(({ is }) => is === 'text');
  const path = isPath ? { entities: given, perhaps: false } : writtenAt(linker, given, 'handler');
  const [text] = path === undefined || path === 'unknown' ? [] : path.entities.map(plainText);
  const handler = handlerNear(linker, file, '', text === undefined ? undefined : posix.normalize(text));
  const timeout = isPath ? undefined : secondsIn(writtenAt(linker, given, 'timeout'));
  return {
    kind: 'function',
    id,
    scope: SCOPE,
    at,
    ...(handler !== undefined && { handler: { kind: 'text', text: handler }, codeDirectory: '' }),
    environment: isPath ? {} : environmentIn(constructs, writtenAt(linker, given, 'environment')),
    // Source: `function.ts`: 20 seconds unless it says so.
    ...(timeout !== 'unknown' && { timeoutSeconds: timeout ?? 20 }),
    asynchronousDeadLetter: isPath ? undefined : changedBy(writtenAt(linker, given, 'transform')),
  };
}

/** `{ batch: { size, partialResponses }, transform: { eventSourceMapping } }`. */
function mappingOf(
  { linker }: Constructs,
  properties: readonly Entity[],
  made: ConstructCall['reference'] & { readonly index: number },
): Pick<MappingResource, 'kind' | 'batchSize' | 'reportsBatchItemFailures' | 'reporting' | 'deadLetter'> {
  const batchSize = numberOf(writtenAt(linker, properties, 'batch', 'size'));
  const changed = writtenAt(linker, properties, 'transform') !== undefined;
  const reports = changed || writtenIn(properties) === 'unknown' ? 'unknown' : booleanOf(writtenAt(linker, properties, 'batch', 'partialResponses'));
  return {
    kind: 'mapping',
    ...(batchSize !== undefined && { batchSize }),
    reportsBatchItemFailures: reports,
    get reporting() {
      return writtenAt(linker, properties, 'batch') === undefined && reports === false ? writeOption(made, made.index, ['batch: { partialResponses: true }']) : undefined;
    },
    deadLetter: changed ? 'unknown' : undefined,
  };
}
