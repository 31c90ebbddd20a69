import type { FunctionResource, MappingResource, QueueResource, Resource, SubscriptionResource, TopicResource } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { systemOfArn } from '../reading/arn.ts';
import { fromFolderOf } from '../reading/path.ts';
import { locate } from '../reading/source-text.ts';
import { redriveInPulumi } from '../mending/template.ts';
import { type Entry, entriesOf, textOf, type Tree, treeAt } from '../tree/tree.ts';
import { callOf, type Program, valueOf, wholeOf } from './program.ts';
import { booleanAt, numberAt, redriveAt, targetAt, unread, valueAt } from './setting.ts';

interface Declared {
  readonly program: Program;
  readonly properties: Tree | undefined;
  readonly base: { readonly id: string; readonly scope: string; readonly at: Location };
  /** Offset of its key. */
  readonly start: number;
  /** It is only looked up: what it is made of is said elsewhere. */
  readonly isFound: boolean;
}

type Reader = (declared: Declared) => readonly Resource[];

/**
 * Types as people write them. Source: `@pulumi/aws` 7.48.0 `{sqs,sns,lambda,cloudwatch,kinesis,dynamodb}/*.d.ts`,
 * `@pulumi/gcp` 9.37.0 `pubsub/{topic,subscription}.d.ts`: the properties have the same names in every language.
 */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['aws:sqs:Queue', readQueue],
  ['aws:sqs:RedrivePolicy', readRedrive],
  ['aws:sns:Topic', topic('aws_sns')],
  ['aws:sns:TopicSubscription', readTopicSubscription],
  ['aws:kinesis:Stream', topic('aws_kinesis')],
  ['aws:dynamodb:Table', readTable],
  ['aws:cloudwatch:EventBus', topic('aws_eventbridge')],
  ['aws:cloudwatch:EventTarget', readTarget],
  ['aws:lambda:Function', readFunction],
  ['aws:lambda:EventSourceMapping', readMapping],
  ['aws:lambda:FunctionEventInvokeConfig', readInvoke],
  ['gcp:pubsub:Topic', topic('gcp_pubsub')],
  ['gcp:pubsub:Subscription', readSubscription],
]);

export function readPulumiResource({ key, value, span }: Entry, program: Program): readonly Resource[] {
  const type = shortType(textOf(treeAt(value, 'type')) ?? '');
  const isFound = treeAt(value, 'get') !== undefined;
  return readers.get(type)?.({ program, properties: treeAt(value, 'properties'), base: { id: key, scope: program.source.file, at: locate(program.source, span) }, start: span[0], isFound }) ?? [];
}

/** `aws:sqs/queue:Queue` is `aws:sqs:Queue`. Source: pulumi-yaml 1.38.1 `pkg/pulumiyaml/codegen/gen_program.go` collapseToken. */
function shortType(type: string): string {
  const [, provider, module, name] = /^([\w-]+):([\w-]+)\/\w+:(\w+)$/.exec(type) ?? [];
  return provider !== undefined && module !== undefined && name !== undefined ? `${provider}:${module}:${name}` : type;
}

function readQueue({ program, properties, base, start, isFound }: Declared): readonly QueueResource[] {
  const deadLetter = isFound ? 'unknown' : redriveAt(properties, program);
  const fifo = booleanAt(properties, program, 'fifoQueue');
  return [
    {
      kind: 'queue',
      ...base,
      system: 'aws_sqs',
      name: valueAt(properties, program, 'name'),
      deadLetter,
      mend: deadLetter === undefined && properties?.kind === 'map' ? redriveInPulumi(program.source, { id: base.id, fifo: fifo ?? false, start, properties }) : undefined,
      fifo,
      lockSeconds: numberAt(properties, program, 'visibilityTimeoutSeconds'),
      retentionSeconds: numberAt(properties, program, 'messageRetentionSeconds'),
    },
  ];
}

function readRedrive({ program, properties, base }: Declared): readonly Resource[] {
  return [{ kind: 'redrive', ...base, queue: valueAt(properties, program, 'queueUrl') ?? unread, deadLetter: redriveAt(properties, program) ?? 'unknown' }];
}

function topic(system: TopicResource['system']): Reader {
  return ({ program, properties, base }) => [{ kind: 'topic', ...base, system, name: valueAt(properties, program, 'name') }];
}

/** Only a table with a stream delivers anything. */
function readTable(declared: Declared): readonly Resource[] {
  return treeAt(declared.properties, 'streamEnabled') ? topic('aws_dynamodb_streams')(declared) : [];
}

function readTopicSubscription({ program, properties, base }: Declared): readonly SubscriptionResource[] {
  const [topicOf, endpoint] = [valueAt(properties, program, 'topic'), valueAt(properties, program, 'endpoint')];
  return [{ kind: 'subscription', ...base, system: 'aws_sns', topic: topicOf, endpoint, deadLetter: redriveAt(properties, program) }];
}

/** A target whose rule has a schedule alone gets no messages. */
function readTarget({ program, properties, base }: Declared): readonly SubscriptionResource[] {
  const rule = valueAt(properties, program, 'rule');
  const declared = rule?.kind === 'reference' ? program.resources.get(rule.to) : undefined;
  if (declared && treeAt(declared.value, 'properties', 'eventPattern') === undefined) return [];
  const bus = valueAt(properties, program, 'eventBusName') ?? valueAt(treeAt(declared?.value, 'properties'), program, 'eventBusName');
  return [
    {
      kind: 'subscription',
      ...base,
      system: 'aws_eventbridge',
      name: rule,
      topic: bus,
      endpoint: valueAt(properties, program, 'arn'),
      deadLetter: targetAt(properties, program, ['deadLetterConfig'], 'arn'),
    },
  ];
}

function readFunction({ program, properties, base, isFound }: Declared): readonly FunctionResource[] {
  const variables = wholeOf(treeAt(properties, 'environment', 'variables'), program);
  return [
    {
      kind: 'function',
      ...base,
      name: valueAt(properties, program, 'name'),
      handler: valueAt(properties, program, 'handler'),
      codeDirectory: folderIn(treeAt(properties, 'code'), program, 0),
      environment: Object.fromEntries(entriesOf(variables).map(({ key, value }) => [key, valueOf(value, program)])),
      timeoutSeconds: numberAt(properties, program, 'timeout'),
      asynchronousDeadLetter: isFound ? 'unknown' : targetAt(properties, program, ['deadLetterConfig'], 'targetArn'),
    },
  ];
}

/** `fn::fileArchive: ./app`, also as the whole of an `fn::assetArchive`. */
function folderIn(code: Tree | undefined, program: Program, depth: number): string | undefined {
  const whole = wholeOf(code, program);
  const call = whole && callOf(whole);
  if (!call || depth > 3) return undefined;
  if (call.name === 'assetarchive') return folderIn(treeAt(call.argument, '.'), program, depth + 1);
  const path = call.name === 'filearchive' ? valueOf(call.argument, program) : undefined;
  return path?.kind === 'text' ? fromFolderOf(program.source.file, path.text) : undefined;
}

function readMapping({ program, properties, base }: Declared): readonly MappingResource[] {
  const source = valueAt(properties, program, 'eventSourceArn') ?? unread;
  const types = treeAt(properties, 'functionResponseTypes');
  const limits = ['maximumRetryAttempts', 'maximumRecordAgeInSeconds'];
  return [
    {
      kind: 'mapping',
      ...base,
      source,
      sourceSystem: systemOfArn(source),
      function: valueAt(properties, program, 'functionName') ?? unread,
      batchSize: numberAt(properties, program, 'batchSize'),
      reportsBatchItemFailures: reportsIn(types),
      deadLetter: targetAt(properties, program, ['destinationConfig', 'onFailure'], 'destinationArn'),
      maxDeliveries: limitOf(numberAt(properties, program, 'maximumRetryAttempts')),
      maximumRecordAgeSeconds: limitOf(numberAt(properties, program, 'maximumRecordAgeInSeconds')),
      limitUnread: limits.some((name) => treeAt(properties, name) !== undefined && numberAt(properties, program, name) === undefined) || undefined,
    },
  ];
}

/** -1 stands for no limit. */
function limitOf(number: number | undefined): number | undefined {
  return number === undefined || number < 0 ? undefined : number;
}

function reportsIn(types: Tree | undefined): boolean | 'unknown' {
  if (types === undefined) return false;
  if (types.kind !== 'list') return 'unknown';
  return types.items.some((item) => textOf(item) === 'ReportBatchItemFailures');
}

function readInvoke({ program, properties, base }: Declared): readonly Resource[] {
  const deadLetter = targetAt(properties, program, ['destinationConfig', 'onFailure'], 'destination');
  return [{ kind: 'invoke', ...base, function: valueAt(properties, program, 'functionName') ?? unread, asynchronousDeadLetter: deadLetter }];
}

function readSubscription({ program, properties, base, isFound }: Declared): readonly SubscriptionResource[] {
  const policy = targetAt(properties, program, ['deadLetterPolicy'], 'deadLetterTopic');
  const maxDeliveries = numberAt(wholeOf(treeAt(properties, 'deadLetterPolicy'), program), program, 'maxDeliveryAttempts');
  return [
    {
      kind: 'subscription',
      ...base,
      system: 'gcp_pubsub',
      name: valueAt(properties, program, 'name'),
      topic: valueAt(properties, program, 'topic'),
      endpoint: valueAt(wholeOf(treeAt(properties, 'pushConfig'), program), program, 'pushEndpoint'),
      deadLetter: isFound ? 'unknown' : typeof policy === 'object' ? { ...policy, maxDeliveries } : policy,
    },
  ];
}
