import type { FunctionResource, MappingResource, Resource, SubscriptionResource } from '../../../model/infrastructure.ts';
import { type Entity, plainText } from '../../entity.ts';
import type { Construct, Constructs } from '../constructs.ts';
import { environmentIn } from '../environment.ts';
import { archiveFolder, handlerNear } from '../handler-code.ts';
import { deadLetterIn, numberOf, partOf, placeOf } from '../written.ts';
import { type Written, writtenAt } from '../../written.ts';
import { base, nameIn, type Reader, redriveIn, targetIn, valueOf } from './parts.ts';

/**
 * Functions, and what feeds them. Source: `@pulumi/aws` 7.48.0 `lambda/{function,eventSourceMapping,functionEventInvokeConfig}.d.ts`,
 * `sns/topicSubscription.d.ts`, `cloudwatch/eventTarget.d.ts`; `@pulumi/gcp` 9.37.0 `pubsub/subscription.d.ts`.
 */
export const feeds: Readonly<Record<string, Reader>> = {
  'pulumi-aws.sns.TopicSubscription': readTopicSubscription,
  'pulumi-aws.cloudwatch.EventTarget': readTarget,
  'pulumi-aws.lambda.Function': readFunction,
  'pulumi-aws.lambda.CallbackFunction': readFunction,
  'pulumi-aws.lambda.EventSourceMapping': readMapping,
  'pulumi-aws.lambda.FunctionEventInvokeConfig': readInvoke,
  'pulumi-gcp.pubsub.Subscription': readSubscription,
};

function readTopicSubscription(constructs: Constructs, construct: Construct): readonly SubscriptionResource[] {
  const property = (name: string): Written => constructs.property(construct, name);
  return [
    {
      kind: 'subscription',
      ...base(construct),
      system: 'aws_sns',
      topic: valueOf(constructs, property('topic')),
      endpoint: valueOf(constructs, property('endpoint')),
      deadLetter: redriveIn(constructs, construct, property('redrivePolicy')),
    },
  ];
}

function readTarget(constructs: Constructs, construct: Construct): readonly SubscriptionResource[] {
  const rule = valueOf(constructs, constructs.property(construct, 'rule'));
  // A rule that has a schedule alone gets no messages.
  const declared = rule.kind === 'reference' ? constructs.all.find(({ id, name }) => id === rule.to && name === 'pulumi-aws.cloudwatch.EventRule') : undefined;
  if (declared && constructs.property(declared, 'eventPattern') === undefined) return [];
  const endpoint = valueOf(constructs, constructs.property(construct, 'arn'));
  const deadLetter = targetIn(constructs, construct, constructs.property(construct, 'deadLetterConfig', 'arn'));
  return [{ kind: 'subscription', ...base(construct), system: 'aws_eventbridge', endpoint, deadLetter }];
}

function readSubscription(constructs: Constructs, construct: Construct): readonly SubscriptionResource[] {
  const { linker } = constructs;
  const property = (...path: readonly string[]): Written => constructs.property(construct, ...path);
  const push = property('pushConfig', 'pushEndpoint');
  const deadLetter = deadLetterIn(property('deadLetterPolicy'), (entities) => {
    const maxDeliveries = numberOf(writtenAt(linker, entities, 'maxDeliveryAttempts'));
    const target = valueOf(constructs, writtenAt(linker, entities, 'deadLetterTopic'));
    return { target, at: placeOf(entities) ?? construct.at, ...(maxDeliveries !== undefined && { maxDeliveries }) };
  });
  return [
    {
      kind: 'subscription',
      ...base(construct),
      system: 'gcp_pubsub',
      ...nameIn(constructs, property('name')),
      topic: valueOf(constructs, property('topic')),
      ...(push !== undefined && { endpoint: valueOf(constructs, push) }),
      deadLetter,
    },
  ];
}

function readFunction(constructs: Constructs, construct: Construct): readonly FunctionResource[] {
  const property = (...path: readonly string[]): Written => constructs.property(construct, ...path);
  const timeoutSeconds = numberOf(property('timeout'));
  const handler = handlerOf(constructs, construct);
  return [
    {
      kind: 'function',
      ...base(construct),
      ...nameIn(constructs, property('name')),
      ...(handler !== undefined && { handler: { kind: 'text', text: handler }, codeDirectory: '' }),
      ...codeIn(partOf(property('callback')), partOf(property('callbackFactory'))),
      environment: environmentIn(constructs, property('environment', 'variables')),
      ...(timeoutSeconds !== undefined && { timeoutSeconds }),
      asynchronousDeadLetter: targetIn(constructs, construct, property('deadLetterConfig', 'targetArn')),
    },
  ];
}

/** The function itself, or what the one function returns that makes it. */
export function codeIn(callback: readonly Entity[], factory: readonly Entity[] = []): Pick<FunctionResource, 'code'> {
  const [only, second] = callback;
  if (only?.is === 'function' && !second) return { code: { file: only.file.file, fn: only.fn } };
  const [maker, other] = factory;
  if (maker?.is !== 'function' || other) return {};
  const [made, ...rest] = maker.fact.returns;
  return made?.kind === 'function' && rest.length === 0 ? { code: { file: maker.file.file, fn: made.fn } } : {};
}

function handlerOf(constructs: Constructs, construct: Construct): string | undefined {
  const [text] = partOf(constructs.property(construct, 'handler')).map(plainText);
  const folder = archiveFolder(constructs.linker, constructs.property(construct, 'code'));
  return handlerNear(constructs.linker, construct.made.file.file, folder, text);
}

/** `functionResponseTypes: ['ReportBatchItemFailures']`, `destinationConfig.onFailure.destinationArn`. */
function readMapping(constructs: Constructs, construct: Construct): readonly MappingResource[] {
  const property = (...path: readonly string[]): Written => constructs.property(construct, ...path);
  const batchSize = numberOf(property('batchSize'));
  const tries = numberOf(property('maximumRetryAttempts'));
  const age = numberOf(property('maximumRecordAgeInSeconds'));
  const source = valueOf(constructs, property('eventSourceArn'));
  return [
    {
      kind: 'mapping',
      ...base(construct),
      source,
      sourceSystem: 'unknown',
      function: valueOf(constructs, property('functionName')),
      ...(batchSize !== undefined && { batchSize }),
      reportsBatchItemFailures: reportsIn(property('functionResponseTypes')),
      deadLetter: targetIn(constructs, construct, property('destinationConfig', 'onFailure', 'destinationArn')),
      ...(tries !== undefined && tries >= 0 && { maxDeliveries: tries }),
      ...(age !== undefined && { maximumRecordAgeSeconds: age }),
    },
  ];
}

export function reportsIn(written: Written): boolean | 'unknown' {
  if (written === undefined) return false;
  const [list, second] = partOf(written);
  if (list?.is !== 'list' || second || (written !== 'unknown' && written.perhaps)) return 'unknown';
  return list.items.flat().some((entity) => plainText(entity) === 'ReportBatchItemFailures') || (list.items.length > 0 && 'unknown');
}

function readInvoke(constructs: Constructs, construct: Construct): readonly Resource[] {
  const fn = valueOf(constructs, constructs.property(construct, 'functionName'));
  const deadLetter = targetIn(constructs, construct, constructs.property(construct, 'destinationConfig', 'onFailure', 'destination'));
  return [{ kind: 'invoke', ...base(construct), function: fn, asynchronousDeadLetter: deadLetter }];
}

