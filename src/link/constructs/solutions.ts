import type { FunctionResource, InfrastructureValue, MappingResource, QueueResource, Resource, SubscriptionResource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import type { Entity } from '../entity.ts';
import { type Construct, type Constructs, SCOPE } from './constructs.ts';
import { functionValue, mappingFrom } from './event-sources.ts';
import { type FunctionExtras, functionFrom, handlerOfCode } from './functions.ts';
import { redriveIn } from './targets.ts';
import { booleanOf, numberOf, partOf, secondsOf } from './written.ts';
import type { Written } from '../written.ts';

/** What a pattern joins with the function that it makes or is given. */
interface Pattern {
  readonly joins: 'queue' | 'sent queue' | 'rule' | 'aws_kinesis' | 'aws_dynamodb_streams';
  /** Properties of the function that takes the messages, and of one that is there already. */
  readonly fn: string;
  readonly existing: string;
}

const own = { fn: 'lambdaFunctionProps', existing: 'existingLambdaObj' } as const;

/**
 * AWS Solutions Constructs. A queue has a dead-letter queue after 15 deliveries, a stream one after 500 tries or a day,
 * unless the properties say otherwise.
 * Source: https://github.com/awslabs/aws-solutions-constructs `source/patterns/@aws-solutions-constructs`: `aws-sqs-lambda`,
 * `aws-lambda-sqs-lambda`, `aws-eventbridge-lambda` `lib/index.ts`, `core/lib/{sqs-helper,sqs-defaults,lambda-event-source-mapping-defaults}.ts`.
 */
const patterns: Readonly<Record<string, Pattern>> = {
  'aws-sqs-lambda.SqsToLambda': { joins: 'queue', ...own },
  'aws-lambda-sqs-lambda.LambdaToSqsToLambda': { joins: 'sent queue', fn: 'consumerLambdaFunctionProps', existing: 'existingConsumerLambdaObj' },
  'aws-eventbridge-lambda.EventbridgeToLambda': { joins: 'rule', ...own },
  'aws-events-rule-lambda.EventsRuleToLambda': { joins: 'rule', ...own },
  'aws-kinesisstreams-lambda.KinesisStreamsToLambda': { joins: 'aws_kinesis', ...own },
  'aws-dynamodbstreams-lambda.DynamoDBStreamsToLambda': { joins: 'aws_dynamodb_streams', ...own },
};

/** The first one makes a queue for its function to send to. */
const SENDING = 'aws-lambda-sqs.LambdaToSqs';

export const solutionNames: readonly string[] = [...Object.keys(patterns), SENDING];

export function readSolutions(constructs: Constructs, extras: FunctionExtras): readonly Resource[] {
  return constructs.all.flatMap((construct): readonly Resource[] => {
    if (construct.name === SENDING) return [...queuesOf(constructs, construct), ...sentTo(constructs, construct)];
    const pattern = patterns[construct.name];
    if (!pattern) return [];
    const { value, made } = functionOf(constructs, construct, pattern, extras);
    switch (pattern.joins) {
      case 'queue':
        return [...made, ...queuesOf(constructs, construct), queueMapping(constructs, construct, value)];
      case 'sent queue':
        return [...made, ...queuesOf(constructs, construct), ...sentTo(constructs, construct), queueMapping(constructs, construct, value)];
      case 'rule':
        return [...made, ...ruleOf(constructs, construct, value)];
      default:
        return [...made, streamMapping(constructs, construct, value, pattern.joins)];
    }
  });
}

/** The function has the id of the pattern, its queue that of the pattern's member `sqsQueue`. */
function functionOf(constructs: Constructs, construct: Construct, { fn, existing }: Pattern, extras: FunctionExtras): { readonly value: InfrastructureValue; readonly made: readonly FunctionResource[] } {
  const given = constructs.property(construct, existing);
  if (given !== undefined) return { value: functionValue(constructs, partOf(given)), made: [] };
  const written = constructs.property(construct, fn);
  if (written === undefined || written === 'unknown') return { value: unread, made: [] };
  const handler = handlerOfCode(constructs, construct.made.file.file, written.entities);
  const made = functionFrom(constructs, { id: construct.id, at: construct.at, properties: written.entities, extras, sst: false, ...(handler !== undefined && { handler }) });
  return { value: { kind: 'reference', to: construct.id }, made: [made] };
}

const unread: InfrastructureValue = { kind: 'unknown', why: 'the program computes it' };

function queueId({ id }: Construct): string {
  return `${id}.sqsQueue`;
}

function queuesOf(constructs: Constructs, construct: Construct): readonly QueueResource[] {
  if (constructs.property(construct, 'existingQueueObj') !== undefined) return [];
  const property = (name: string): Written => constructs.property(construct, 'queueProps', name);
  const name = partOf(property('queueName'));
  const fifo = booleanOf(property('fifo'));
  const lockSeconds = secondsOf(constructs.linker, property('visibilityTimeout'));
  const base = { kind: 'queue', scope: SCOPE, at: construct.at, system: 'aws_sqs', ...(fifo !== 'unknown' && { fifo }) } as const;
  const deadLetters = `${construct.id}.deadLetterQueue`;
  const deadLetter = deadLetterOf(constructs, construct, deadLetters);
  const isDeployed = typeof deadLetter === 'object' && deadLetter.target.kind === 'reference' && deadLetter.target.to === deadLetters;
  return [
    { ...base, id: queueId(construct), ...(name.length > 0 && { name: constructs.valueOf(name) }), deadLetter, ...(lockSeconds !== undefined && { lockSeconds }) },
    ...(isDeployed ? [{ ...base, id: deadLetters, deadLetter: undefined }] : []),
  ];
}

function deadLetterOf(constructs: Constructs, construct: Construct, deadLetters: string): WrittenDeadLetter {
  const deploys = constructs.property(construct, 'deployDeadLetterQueue');
  const isOn = deploys === undefined ? true : booleanOf(deploys);
  if (isOn === 'unknown') return 'unknown';
  if (!isOn) return redriveIn(constructs, constructs.property(construct, 'queueProps', 'deadLetterQueue'), construct.at);
  const count = constructs.property(construct, 'maxReceiveCount');
  const maxDeliveries = count === undefined ? 15 : numberOf(count);
  return { target: { kind: 'reference', to: deadLetters }, at: construct.at, ...(maxDeliveries !== undefined && { maxDeliveries }) };
}

function queueSource(constructs: Constructs, construct: Construct): InfrastructureValue {
  const existing = constructs.property(construct, 'existingQueueObj');
  return existing === undefined ? { kind: 'reference', to: queueId(construct) } : constructs.valueOf(partOf(existing));
}

function queueMapping(constructs: Constructs, construct: Construct, fn: InfrastructureValue): MappingResource {
  const properties = partOf(constructs.property(construct, 'sqsEventSourceProps'));
  return { ...mappingFrom(constructs, { fn, source: [], system: 'aws_sqs', properties, at: construct.at }), source: queueSource(constructs, construct) };
}

/** The function that sends gets the address of the queue. */
function sentTo(constructs: Constructs, construct: Construct): readonly Resource[] {
  const written = constructs.property(construct, 'queueEnvironmentVariableName');
  const [only] = partOf(written);
  const name = only === undefined ? { kind: 'text', text: 'SQS_QUEUE_URL' } as const : constructs.valueOf([only]);
  return name.kind === 'text' ? [{ kind: 'binding', id: `${construct.id}.${name.text}`, scope: SCOPE, at: construct.at, name: name.text, value: queueSource(constructs, construct) }] : [];
}

/** A rule with a schedule alone delivers no messages. */
function ruleOf(constructs: Constructs, construct: Construct, endpoint: InfrastructureValue): readonly SubscriptionResource[] {
  if (constructs.property(construct, 'eventRuleProps', 'eventPattern') === undefined) return [];
  const bus: readonly Entity[] = partOf(constructs.property(construct, 'existingEventBusInterface'));
  return [{ kind: 'subscription', id: `${construct.id}.eventsRule`, scope: SCOPE, at: construct.at, system: 'aws_eventbridge', ...(bus.length > 0 && { topic: constructs.valueOf(bus) }), endpoint, deadLetter: undefined }];
}

function streamMapping(constructs: Constructs, construct: Construct, fn: InfrastructureValue, system: 'aws_kinesis' | 'aws_dynamodb_streams'): MappingResource {
  const named = system === 'aws_kinesis' ? ['existingStreamObj', 'kinesisEventSourceProps'] : ['existingTableInterface', 'dynamoEventSourceProps'];
  const [source = [], properties = []] = named.map((name) => partOf(constructs.property(construct, name)));
  const written = mappingFrom(constructs, { fn, source, system, properties, at: construct.at });
  const deploys = constructs.property(construct, 'deploySqsDlqQueue');
  const isOn = deploys === undefined ? true : booleanOf(deploys);
  const deployed: WrittenDeadLetter = isOn === false ? undefined : isOn === 'unknown' ? 'unknown' : { target: unread, at: construct.at };
  return { maxDeliveries: 500, maximumRecordAgeSeconds: 86_400, ...written, deadLetter: written.deadLetter ?? deployed };
}
