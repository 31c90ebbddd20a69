import type { MessagingSystem } from './broker.ts';
import type { Edit, Suggestion } from './finding.ts';
import type { Location } from './location.ts';

/** A value written in an infrastructure file, as far as that file alone decides it. */
export type InfrastructureValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Text with holes, in order: `${var.prefix}-orders`, `!Sub`, `Fn::Join`. */
  | { readonly kind: 'template'; readonly parts: readonly InfrastructureValue[] }
  /**
   * Another resource of the same scope, by its address there (`OrdersQueue`, `aws_sqs_queue.orders`,
   * `module.orders`), and what is asked of it (`Arn`, `arn`, `url`, `QueueName`, …). `key`: which one of several that
   * are declared together, or which part of a value: `aws_sqs_queue.orders[each.key].arn`.
   */
  | { readonly kind: 'reference'; readonly to: string; readonly key?: InfrastructureValue; readonly attribute?: string }
  /** Something another stack exports: `Fn::ImportValue`, `{{resolve:ssm:…}}`, remote state, a data source. */
  | { readonly kind: 'imported'; readonly name: string }
  /** A parameter or variable without a default: its value is given at deployment. */
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'unknown'; readonly why: string };

interface ResourceBase {
  /** Address inside the scope: a logical id, `aws_sqs_queue.orders`, `functions.charge`, … */
  readonly id: string;
  /** What ids are unique in: a template file, or the folder of a Terraform module. */
  readonly scope: string;
  readonly at: Location;
  /** One for each entry of a list or map; inside, `each.key`, `each.value` and `count.index` are names. */
  readonly repeated?: Repetition;
  /** Of one of several that are declared together: its address from the module where all of it is used. */
  readonly address?: string;
}

/** `over`: a reference to a value that is taken apart, see `ValueResource`, or to what is repeated itself; or a number. */
export interface Repetition {
  readonly by: 'each' | 'count';
  readonly over: InfrastructureValue;
}

/** Where a message goes in the end, as written on a queue, subscription, mapping or function. */
export interface DeadLetterSetting {
  readonly target: InfrastructureValue;
  readonly maxDeliveries?: number;
  /** Writes five tries in the place of one, where that stands in the sources itself. */
  readonly moreTries?: Edit;
  readonly at: Location;
}

/** `undefined`: nothing is written there. `'unknown'`: something is, but it cannot be read. */
export type WrittenDeadLetter = DeadLetterSetting | 'unknown' | undefined;

/** Another tool is told that nothing keeps failed messages here, on purpose. */
export interface AcceptedLack {
  /** The tool and its rule. */
  readonly by: string;
  readonly at: Location;
}

export interface QueueResource extends ResourceBase {
  readonly kind: 'queue';
  readonly system: 'aws_sqs' | 'cloudflare_queues' | 'rabbitmq' | 'servicebus' | 'azure_storage_queues';
  /** Absent where the platform makes the name up. */
  readonly name?: InfrastructureValue;
  readonly deadLetter: WrittenDeadLetter;
  /** Adds what keeps failed messages, in this file. */
  readonly mend?: Suggestion;
  readonly fifo?: boolean;
  readonly lockSeconds?: number;
  readonly retentionSeconds?: number;
  readonly accepted?: AcceptedLack;
  /** A script makes it in an emulator. */
  readonly emulated?: true;
}

/** A topic, stream or table whose changes are delivered. */
export interface TopicResource extends ResourceBase {
  readonly kind: 'topic';
  readonly system: 'aws_sns' | 'aws_kinesis' | 'aws_dynamodb_streams' | 'aws_eventbridge' | 'gcp_pubsub' | 'servicebus' | 'eventhubs';
  readonly name?: InfrastructureValue;
}

/** A Pub/Sub, SNS, Service Bus or Event Grid subscription, or an EventBridge target. */
export interface SubscriptionResource extends ResourceBase {
  readonly kind: 'subscription';
  readonly system: 'gcp_pubsub' | 'aws_sns' | 'aws_eventbridge' | 'servicebus' | 'eventgrid';
  readonly name?: InfrastructureValue;
  readonly topic?: InfrastructureValue;
  /** A function, queue or URL. */
  readonly endpoint?: InfrastructureValue;
  readonly deadLetter: WrittenDeadLetter;
  /** How often it delivers what is not taken, the first time included. */
  readonly maxDeliveries?: number;
  /** Its topic is where another subscription may send what failed. */
  readonly drainsDeadLetters?: true;
  /** Where one that is declared in the same way has a dead-letter policy, if that alone shows how it is asked for. */
  readonly alike?: Location;
}

/** A serverless function. */
export interface FunctionResource extends ResourceBase {
  readonly kind: 'function';
  readonly name?: InfrastructureValue;
  /** `src/orders.handler`: file without ending, then the export. */
  readonly handler?: InfrastructureValue;
  /** Folder the handler string starts in, relative to the project root, where it is written. */
  readonly codeDirectory?: string;
  /** The same where others give it: a path as written, from the folder of the outermost one that uses the module. */
  readonly codeFolder?: InfrastructureValue;
  /** Entry file relative to the project root, where the format names one (wrangler `main`, CDK `entry`). */
  readonly entry?: string;
  /** The function itself, where a program hands it over: its index in the facts of its file. */
  readonly code?: { readonly file: string; readonly fn: number };
  /** By name. Under `*`, `*1`, … stands what is merged into it from elsewhere as a whole: `local.environment`. */
  readonly environment: Readonly<Record<string, InfrastructureValue>>;
  readonly timeoutSeconds?: number;
  /** Where a failed asynchronous invocation goes: a function's dead-letter config or on-failure destination. */
  readonly asynchronousDeadLetter: WrittenDeadLetter;
  readonly accepted?: AcceptedLack;
}

/** A function polls a queue or stream: an event source mapping, or a Cloudflare queue consumer. */
export interface MappingResource extends ResourceBase {
  readonly kind: 'mapping';
  readonly source: InfrastructureValue;
  readonly sourceSystem: 'aws_sqs' | 'aws_kinesis' | 'aws_dynamodb_streams' | 'kafka' | 'cloudflare_queues' | 'servicebus' | 'azure_storage_queues' | 'eventhubs' | 'eventgrid' | 'unknown';
  readonly function: InfrastructureValue;
  readonly batchSize?: number;
  /** The handler's `batchItemFailures` are read. */
  readonly reportsBatchItemFailures: boolean | 'unknown';
  /** Has them read, where it is written in this file and says nothing of them. */
  readonly reporting?: readonly Edit[];
  /** On-failure destination of a stream, dead-letter queue of a Cloudflare consumer. */
  readonly deadLetter: WrittenDeadLetter;
  /** Adds what keeps failed messages, in this file. */
  readonly mend?: Suggestion;
  /** As written there: `MaximumRetryAttempts`, `max_retries`. Without the first delivery; absent if it never ends. */
  readonly maxDeliveries?: number;
  readonly maximumRecordAgeSeconds?: number;
  /** A dead-letter setting that the framework does not read. */
  readonly ignoredDeadLetterAt?: Location;
  /** A limit of tries or age is written, but its value is not known here. */
  readonly limitUnread?: boolean;
}

/** A gateway, a load balancer or a URL calls a function with requests; what it returns is the answer. */
export interface RouteResource extends ResourceBase {
  readonly kind: 'route';
  readonly platform: RoutePlatform;
  /** In capitals; absent: any, or computed. */
  readonly method?: string;
  readonly path?: string;
  /** Text around a reference where an address is made of it: `…/functions/${Charge.Arn}/invocations`. */
  readonly function: InfrastructureValue;
}

export type RoutePlatform = 'aws_lambda' | 'azure_functions';

/** A Cloudflare producer binding or an environment variable a whole service gets. */
export interface BindingResource extends ResourceBase {
  readonly kind: 'binding';
  readonly name: string;
  readonly value: InfrastructureValue;
  /** Entry file of the worker that gets it, relative to the root, where known. */
  readonly entry?: string;
  /** Of the destination that its value names, where the platform says so. */
  readonly system?: QueueResource['system'];
  /** What code gets under this name, where it is no text: a type of the platform's first package. */
  readonly client?: { readonly platform: readonly [string, ...string[]]; readonly type: string };
}

/**
 * A part the file takes from elsewhere: a Terraform module, a nested stack, `${file(resources.yml)}`. What is inside
 * this file does not say.
 */
export interface ForeignResource extends ResourceBase {
  readonly kind: 'foreign';
  /** As written; a relative path starts at the file's folder. */
  readonly source: string;
  /** Objects and lists are taken apart as in `ValueResource`: `environment.QUEUE_URL`, `environment.*`. */
  readonly inputs: Readonly<Record<string, InfrastructureValue>>;
  /** The scope of what is inside, where it is used more than once. */
  readonly inside?: string;
}

/** A dead-letter setting written apart from its queue, which another file declares: `aws_sqs_queue_redrive_policy`. */
export interface RedriveResource extends ResourceBase {
  readonly kind: 'redrive';
  readonly queue: InfrastructureValue;
  readonly deadLetter: WrittenDeadLetter;
}

/** The same for a function: `aws_lambda_function_event_invoke_config`, `AWS::Lambda::EventInvokeConfig`. */
export interface InvokeResource extends ResourceBase {
  readonly kind: 'invoke';
  readonly function: InfrastructureValue;
  readonly asynchronousDeadLetter: WrittenDeadLetter;
}

/** Settings of RabbitMQ for all queues whose name a pattern picks; of several, the one of the highest priority counts. */
export interface PolicyResource extends ResourceBase {
  readonly kind: 'policy';
  readonly system: 'rabbitmq';
  /** A regular expression; absent where it is computed. */
  readonly pattern?: string;
  readonly priority: number;
  readonly appliesToQueues: boolean;
  readonly deadLetter: WrittenDeadLetter;
}

/**
 * A name for a value, to be followed when linking the files of one scope: `var.x` (its default), `local.x`, `output.x`.
 * Objects and lists are taken apart: `local.queues.orders`, `local.queues.0`, and `local.queues.*` for what is merged
 * into it as a whole. A reference to a part reads `{ to: 'local.queues', attribute: 'orders' }`.
 */
export interface ValueResource extends ResourceBase {
  readonly kind: 'value';
  readonly value: InfrastructureValue;
  /** The name under which other stacks import it. */
  readonly exported?: InfrastructureValue;
}

/** Settings of all functions of an Azure function app: `host.json`. */
export interface HostResource extends ResourceBase {
  readonly kind: 'host';
  /** How often the queue trigger runs a message that fails, the first time included; `'unknown'`: it is written, but not read. */
  readonly dequeues?: number | 'unknown';
}

/** A queue as the settings state it, because no file declares it. */
export interface StatedQueueResource extends ResourceBase {
  readonly kind: 'stated queue';
  readonly system: MessagingSystem;
  readonly name: InfrastructureValue;
  /** `to`: the destination that keeps them, where it is told. */
  readonly keeps?: { readonly kept: boolean; readonly to?: string };
  readonly maxDeliveries?: number;
}

export type Resource =
  | StatedQueueResource
  | QueueResource
  | TopicResource
  | SubscriptionResource
  | FunctionResource
  | MappingResource
  | RouteResource
  | BindingResource
  | ForeignResource
  | RedriveResource
  | InvokeResource
  | PolicyResource
  | HostResource
  | ValueResource;

/** What one infrastructure file says. A pure function of its text. */
export interface InfrastructureFacts {
  readonly file: string;
  readonly format: 'cloudformation' | 'serverless' | 'pulumi' | 'terraform' | 'wrangler' | 'rabbitmq' | 'shell' | 'environment' | 'azure functions' | 'bicep' | 'arm' | 'settings';
  readonly resources: readonly Resource[];
  /** Parts that could not be read, as a sentence. */
  readonly problems: readonly { readonly at: Location; readonly message: string }[];
}
