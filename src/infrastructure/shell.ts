import type { InfrastructureFacts, InfrastructureValue, PolicyResource, QueueResource, Resource, SubscriptionResource, TopicResource, WrittenDeadLetter } from '../model/infrastructure.ts';
import type { Location } from '../model/location.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import { display, numberOf, text, unknown } from './reading/value.ts';
import { readCurl } from './shell/curl.ts';
import { type Options, optionsOf } from './shell/options.ts';
import { type Command, readCommands } from './shell/read-commands.ts';

/** Whether a script may create a queue, seen without reading it. */
export function mayCreateQueues(script: string): boolean {
  return /\b(?:gcloud\s[\s\S]{0,40}?pubsub|(?:aws|awslocal)\s[\s\S]{0,200}?sqs\s|az\s+servicebus|rabbitmqctl\s|rabbitmqadmin\s|curl\s[\s\S]{0,300}?\/v1\/projects\/)/.test(script);
}

/**
 * Scripts and makefiles that create queues and subscriptions with the command lines of their platforms.
 * Source: the references of `gcloud pubsub subscriptions create`, `aws sqs create-queue`, `az servicebus queue create`,
 * `rabbitmqctl set_policy`; of the REST API of Pub/Sub, `projects.topics.create` and `projects.subscriptions.create`.
 */
export function readShell(source: SourceText): InfrastructureFacts {
  const resources = readCommands(source.text).flatMap((command, index) => readCommand(command, index, source));
  return { file: source.file, format: 'shell', resources: withPolicies(resources), problems: [] };
}

interface Called {
  readonly options: Options;
  readonly base: { readonly id: string; readonly scope: string; readonly at: Location };
  /** It speaks to an emulator: what is missing there may well be in production. */
  readonly local: boolean;
}

function readCommand({ words, span }: Command, index: number, source: SourceText): readonly Resource[] {
  const [program, ...rest] = words;
  const name = program && display(program);
  const options = optionsOf(rest);
  const verbs = options.plain.map(display).filter((word) => word !== 'beta' && word !== 'alpha');
  const path = [name, ...verbs].join(' ');
  const local = name === 'awslocal' || options.option('--endpoint-url', '--endpoint') !== undefined;
  if (name === 'curl') return readCurl(rest, { id: `command.${String(index)}`, scope: source.file, at: locate(source, span) });
  const called: Called = { options, local, base: { id: `command.${String(index)}`, scope: source.file, at: locate(source, span) } };
  for (const [pattern, read] of readers) if (pattern.test(path)) return read(called);
  return [];
}

const readers: readonly (readonly [RegExp, (called: Called) => readonly Resource[]])[] = [
  [/^gcloud pubsub subscriptions (?:create|update) /, readSubscription],
  [/^gcloud pubsub topics create /, readTopics],
  [/^(?:aws|awslocal) sqs create-queue/, readQueue],
  [/^(?:aws|awslocal) sqs set-queue-attributes/, readAttributes],
  [/^az servicebus queue create/, readServiceBusQueue],
  [/^rabbitmqctl set_policy /, readPolicy],
  [/^rabbitmqadmin declare policy/, readDeclaredPolicy],
];

function readSubscription({ options, base }: Called): readonly SubscriptionResource[] {
  const [name] = options.plain.slice(options.plain.findIndex((word) => display(word) === 'subscriptions') + 2);
  const isUpdate = options.plain.some((word) => display(word) === 'update');
  const topic = options.option('--topic');
  const target = options.option('--dead-letter-topic');
  const endpoint = options.option('--push-endpoint');
  const maxDeliveries = numberIn(options, '--max-delivery-attempts');
  const without = isUpdate || options.option('--flags-file') !== undefined ? 'unknown' : undefined;
  return [
    {
      kind: 'subscription',
      ...base,
      system: 'gcp_pubsub',
      name: name ?? unknown('no name is written'),
      ...(topic && { topic: lastPart(topic) }),
      ...(endpoint && { endpoint }),
      deadLetter: target ? { target: lastPart(target), at: base.at, ...(maxDeliveries !== undefined && { maxDeliveries }) } : without,
    },
  ];
}

/** `projects/shop/topics/orders` */
function lastPart(value: InfrastructureValue): InfrastructureValue {
  return value.kind === 'text' ? text(value.text.split('/').at(-1) ?? value.text) : value;
}

function numberIn(options: Options, name: string): number | undefined {
  const value = options.option(name);
  return value && numberOf(value);
}

function readTopics({ options, base }: Called): readonly TopicResource[] {
  const names = options.plain.slice(options.plain.findIndex((word) => display(word) === 'topics') + 2);
  return names.map((name, index) => ({ kind: 'topic', ...base, id: `${base.id}.${String(index)}`, system: 'gcp_pubsub', name }));
}

function readQueue({ options, base, local }: Called): readonly QueueResource[] {
  const name = options.option('--queue-name');
  const deadLetter = redriveIn(options.option('--attributes', '--cli-input-json'), base.at);
  return name ? [{ kind: 'queue', ...base, system: 'aws_sqs', name, deadLetter: deadLetter ?? (local ? 'unknown' : undefined), ...(local && { emulated: true }) }] : [];
}

/** Attributes as JSON, as `Name=value` or in a file. */
function redriveIn(attributes: InfrastructureValue | undefined, at: Location): WrittenDeadLetter {
  if (!attributes) return undefined;
  const written = display(attributes);
  if (!written.includes('RedrivePolicy')) return /^(?:file|fileb):|\$\{/.test(written) ? 'unknown' : undefined;
  const target = /deadLetterTargetArn[\\"'\s:=]+([\w:.$?{}-]+)/.exec(written)?.[1];
  const count = /maxReceiveCount[\\"'\s:=]+(\d+)/.exec(written)?.[1];
  const isKnown = target !== undefined && !target.includes('$');
  return { target: isKnown ? text(target) : unknown('a variable'), at, ...(count !== undefined && { maxDeliveries: Number(count) }) };
}

function readAttributes({ options, base }: Called): readonly Resource[] {
  const queue = options.option('--queue-url') ?? unknown('no queue is named');
  const attributes = options.option('--attributes');
  if (attributes && !/RedrivePolicy|^file|\$/.test(display(attributes))) return [];
  return [{ kind: 'redrive', ...base, queue, deadLetter: redriveIn(attributes, base.at) ?? 'unknown' }];
}

/** A redrive policy for a queue of the script, or perhaps for any of them. */
function withPolicies(resources: readonly Resource[]): readonly Resource[] {
  const redrives = resources.filter((resource) => resource.kind === 'redrive');
  if (redrives.length === 0) return resources;
  return resources.flatMap((resource) => {
    if (resource.kind === 'redrive') return [];
    if (resource.kind !== 'queue' || resource.deadLetter !== undefined) return [resource];
    const own = redrives.find(({ queue }) => queue.kind === 'text' && resource.name?.kind === 'text' && queue.text.split('/').at(-1) === resource.name.text);
    const perhaps = redrives.some(({ queue }) => queue.kind !== 'text');
    return [{ ...resource, deadLetter: own?.deadLetter ?? (perhaps ? 'unknown' : undefined) }];
  });
}

/** Ten deliveries unless it says otherwise; what fails goes to the queue's own dead-letter queue. */
function readServiceBusQueue({ options, base }: Called): readonly QueueResource[] {
  const name = options.option('--name', '-n');
  const maxDeliveries = numberIn(options, '--max-delivery-count') ?? 10;
  return name ? [{ kind: 'queue', ...base, system: 'servicebus', name, deadLetter: { target: text('$DeadLetterQueue'), maxDeliveries, at: base.at } }] : [];
}

/** `rabbitmqctl set_policy [-p /] name pattern definition` */
function readPolicy({ options, base }: Called): readonly PolicyResource[] {
  const [, , pattern, definition] = options.plain;
  return [policyFrom(pattern, definition, options.option('--apply-to'), numberIn(options, '--priority'), base)];
}

/** `rabbitmqadmin declare policy name=dlx pattern='^orders' definition='{…}'` */
function readDeclaredPolicy({ options, base }: Called): readonly PolicyResource[] {
  const named = (name: string): InfrastructureValue | undefined => {
    const found = options.plain.map(display).find((word) => word.startsWith(`${name}=`));
    return found === undefined ? options.option(`--${name}`) : text(found.slice(name.length + 1));
  };
  const priority = named('priority');
  return [policyFrom(named('pattern'), named('definition'), named('apply-to'), priority && numberOf(priority), base)];
}

function policyFrom(
  pattern: InfrastructureValue | undefined,
  definition: InfrastructureValue | undefined,
  target: InfrastructureValue | undefined,
  priority: number | undefined,
  base: Called['base'],
): PolicyResource {
  const written = definition ? display(definition) : '';
  const exchange = /"dead-letter-exchange"\s*:\s*"([^"]*)"/.exec(written)?.[1];
  const limit = /"delivery-limit"\s*:\s*(\d+)/.exec(written)?.[1];
  const deadLetter: WrittenDeadLetter = exchange === undefined ? (definition?.kind === 'text' ? undefined : 'unknown') : { target: text(exchange), at: base.at, ...(limit !== undefined && { maxDeliveries: Number(limit) }) };
  return { kind: 'policy', ...base, system: 'rabbitmq', ...(pattern?.kind === 'text' && { pattern: pattern.text }), priority: priority ?? 0, appliesToQueues: !target || display(target) !== 'exchanges', deadLetter };
}
