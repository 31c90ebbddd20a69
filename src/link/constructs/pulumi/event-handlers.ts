import type { FunctionResource, InfrastructureValue, MappingResource, Resource, SubscriptionResource, WrittenDeadLetter } from '../../../model/infrastructure.ts';
import type { Location } from '../../../model/location.ts';
import type { Entity } from '../../entity.ts';
import { type Construct, type Constructs, SCOPE } from '../constructs.ts';
import { functionValue, receiverOf } from '../event-sources.ts';
import { argumentOf, numberOf } from '../written.ts';
import { writtenAt } from '../../written.ts';
import { codeIn, reportsIn } from './feeds.ts';
import { redriveIn, targetIn } from './parts.ts';

type System = 'aws_sqs' | 'aws_sns' | 'aws_kinesis' | 'aws_dynamodb_streams' | 'aws_eventbridge';

/** What has `onEvent`. Source: `@pulumi/aws` 7.48.0 `{sqs,sns,kinesis,dynamodb,cloudwatch}/*Mixins.d.ts`. */
const sources: Readonly<Record<string, System>> = {
  'pulumi-aws.sqs.Queue': 'aws_sqs',
  'pulumi-aws.sns.Topic': 'aws_sns',
  'pulumi-aws.kinesis.Stream': 'aws_kinesis',
  'pulumi-aws.dynamodb.Table': 'aws_dynamodb_streams',
  'pulumi-aws.cloudwatch.EventRule': 'aws_eventbridge',
};

/** What `onEvent` makes, and what may be made without it: `new aws.sqs.QueueEventSubscription(name, queue, handler, …)`. */
const subscriptions: readonly string[] = [
  'pulumi-aws.sqs.QueueEventSubscription',
  'pulumi-aws.sns.TopicEventSubscription',
  'pulumi-aws.kinesis.StreamEventSubscription',
  'pulumi-aws.dynamodb.TableEventSubscription',
  'pulumi-aws.cloudwatch.EventRuleEventSubscription',
];

export const eventHandlerNames: readonly string[] = [...subscriptions, 'pulumi-aws.cloudwatch.EventRule'];

interface EventHandler {
  readonly source: Construct | undefined;
  /** The function is the handler, or a Lambda function. */
  readonly handler: readonly Entity[];
  readonly settings: readonly Entity[];
  readonly at: Location;
}

/** `queue.onEvent('name', async (event) => …, { batchSize })`, and the classes behind it. */
export function readEventHandlers(constructs: Constructs): readonly Resource[] {
  const { linker } = constructs;
  const called = constructs.callsOf('onEvent').map(({ reference }): EventHandler => ({
    source: constructs.find(receiverOf(constructs, reference)),
    handler: argumentOf(linker, reference, 1),
    settings: argumentOf(linker, reference, 2),
    at: constructs.at(reference),
  }));
  const made = constructs.all.filter(({ name }) => subscriptions.includes(name)).map(({ made: reference, at }): EventHandler => ({
    source: constructs.find(argumentOf(linker, reference, 1)),
    handler: argumentOf(linker, reference, 2),
    settings: argumentOf(linker, reference, 3),
    at,
  }));
  return [...called, ...made].flatMap((each) => readEventHandler(constructs, each));
}

function readEventHandler(constructs: Constructs, { source, handler, settings, at }: EventHandler): readonly Resource[] {
  const system = source && sources[source.name];
  if (!source || !system || isScheduled(constructs, source)) return [];
  const known = functionValue(constructs, handler);
  const id = constructs.newId(`${source.id} handler`);
  const made: readonly FunctionResource[] = known.kind === 'reference' ? [] : [{ kind: 'function', id, scope: SCOPE, at, ...codeIn(handler), environment: {}, asynchronousDeadLetter: undefined }];
  const fn: InfrastructureValue = known.kind === 'reference' ? known : { kind: 'reference', to: id };
  const feed = { id: constructs.newId('mapping'), scope: SCOPE, at };
  const from: InfrastructureValue = { kind: 'reference', to: source.id };
  if (system === 'aws_eventbridge') return [...made, { ...subscription(system, fn, undefined), ...feed }];
  if (system === 'aws_sns') {
    const deadLetter = redriveIn(constructs, source, writtenAt(constructs.linker, settings, 'redrivePolicy'));
    return [...made, { ...subscription(system, fn, deadLetter), topic: from, ...feed }];
  }
  return [...made, { ...mappingOf(constructs, source, settings), ...feed, source: from, sourceSystem: system, function: fn }];
}

function subscription(system: 'aws_sns' | 'aws_eventbridge', endpoint: InfrastructureValue, deadLetter: WrittenDeadLetter): Pick<SubscriptionResource, 'kind' | 'system' | 'endpoint' | 'deadLetter'> {
  return { kind: 'subscription', system, endpoint, deadLetter };
}

/** A rule that has a schedule alone gets no messages. */
function isScheduled(constructs: Constructs, construct: Construct): boolean {
  return construct.name === 'pulumi-aws.cloudwatch.EventRule' && constructs.property(construct, 'eventPattern') === undefined;
}

type Mapping = Pick<MappingResource, 'kind' | 'batchSize' | 'reportsBatchItemFailures' | 'deadLetter' | 'maxDeliveries' | 'maximumRecordAgeSeconds'>;

/** The settings of `onEvent` name batch size and tries as the mapping does. */
function mappingOf(constructs: Constructs, source: Construct, settings: readonly Entity[]): Mapping {
  const { linker } = constructs;
  const batchSize = numberOf(writtenAt(linker, settings, 'batchSize'));
  const tries = numberOf(writtenAt(linker, settings, 'maximumRetryAttempts'));
  const age = numberOf(writtenAt(linker, settings, 'maximumRecordAgeInSeconds'));
  return {
    kind: 'mapping',
    ...(batchSize !== undefined && { batchSize }),
    reportsBatchItemFailures: reportsIn(writtenAt(linker, settings, 'functionResponseTypes')),
    deadLetter: targetIn(constructs, source, writtenAt(linker, settings, 'destinationConfig', 'onFailure', 'destinationArn')),
    ...(tries !== undefined && tries >= 0 && { maxDeliveries: tries }),
    ...(age !== undefined && age >= 0 && { maximumRecordAgeSeconds: age }),
  };
}
