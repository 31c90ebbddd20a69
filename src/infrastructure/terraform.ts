import type { InfrastructureFacts, Resource } from '../model/infrastructure.ts';
import { readHcl } from './hcl/read-hcl.ts';
import { attached } from './reading/attached.ts';
import { problemsOf } from './reading/problem.ts';
import { locate, type SourceText } from './reading/source-text.ts';
import {
  readCloudflareQueue,
  readQueue,
  readRedrivePolicy,
  readServiceBusQueue,
  readTable,
  readTopic,
} from './terraform/destination.ts';
import { readAlias, readFunction, readInvokeConfig } from './terraform/function.ts';
import { readCloudflareConsumer, readMapping } from './terraform/mapping.ts';
import { type Declared, type Module, moduleOf, readBlock } from './terraform/module.ts';
import { readFunctionUrl, readIntegration, readMethodIntegration, readTargetAttachment } from './terraform/routes.ts';
import { readArchive, readLookUp, readNames } from './terraform/names.ts';
import { partsOf } from './terraform/parts.ts';
import { repeated } from './terraform/repeated.ts';
import { readEventTarget, readPubSubSubscription, readTopicSubscription } from './terraform/subscription.ts';

/** One file of Terraform or OpenTofu. Its scope is the folder: names of other files there stay references. */
export function readTerraform(source: SourceText): InfrastructureFacts {
  const { blocks, faults } = readHcl(source.text);
  const module = moduleOf(blocks, source);
  const resources = [...module.declared.values()].flatMap((declared) => readDeclared(declared, module));
  const names = blocks.flatMap((block) => readBlock(module, () => readNames(block, module)));
  return {
    file: source.file,
    format: 'terraform',
    resources: attached([...resources, ...names]),
    problems: problemsOf(source, faults),
  };
}

/**
 * A file of values that Terraform loads by itself, in the folder of the outermost module.
 * Source: https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
export function readVariables(source: SourceText): InfrastructureFacts {
  const { attributes, faults } = readHcl(source.text);
  const module = moduleOf([], source);
  const resources = attributes.flatMap(({ name, value, span }) =>
    partsOf(`given.${name}`, value, module).map(([id, given]): Resource => ({ kind: 'value', id, scope: module.scope, at: locate(source, span), value: given })),
  );
  return { file: source.file, format: 'terraform', resources, problems: problemsOf(source, faults) };
}

type Reader = (declared: Declared, module: Module) => readonly Resource[];

/** By the type of the resource or, with `data.`, of the data source. */
const readers = new Map<string, Reader>([
  ['aws_sqs_queue', readQueue],
  ['aws_sqs_queue_redrive_policy', readRedrivePolicy],
  ['aws_sns_topic', readTopic('aws_sns')],
  ['aws_sns_topic_subscription', readTopicSubscription],
  ['aws_kinesis_stream', readTopic('aws_kinesis')],
  ['aws_dynamodb_table', readTable],
  ['aws_cloudwatch_event_bus', readTopic('aws_eventbridge')],
  ['aws_cloudwatch_event_target', readEventTarget],
  ['aws_lambda_function', readFunction],
  ['aws_lambda_alias', readAlias],
  ['aws_lambda_function_event_invoke_config', readInvokeConfig],
  ['aws_lambda_event_source_mapping', readMapping],
  ['aws_lambda_function_url', readFunctionUrl],
  ['aws_apigatewayv2_integration', readIntegration],
  ['aws_api_gateway_integration', readMethodIntegration],
  ['aws_lb_target_group_attachment', readTargetAttachment],
  ['google_pubsub_topic', readTopic('gcp_pubsub')],
  ['google_pubsub_subscription', readPubSubSubscription],
  ['azurerm_servicebus_queue', readServiceBusQueue],
  ['cloudflare_queue', readCloudflareQueue],
  ['cloudflare_queue_consumer', readCloudflareConsumer],
  ['data.archive_file', readArchive],
  ['data.aws_sqs_queue', readLookUp],
  ['data.aws_sns_topic', readLookUp],
  ['data.aws_kinesis_stream', readLookUp],
  ['data.google_pubsub_topic', readLookUp],
]);

function readDeclared(declared: Declared, module: Module): readonly Resource[] {
  const type = declared.id.slice(0, declared.id.lastIndexOf('.'));
  return readBlock(module, () => repeated(readers.get(type)?.(declared, module) ?? [], declared, module));
}
