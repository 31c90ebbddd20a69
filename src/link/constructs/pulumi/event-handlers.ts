import type { FunctionResource, InfrastructureValue, MappingResource, Resource } from '../../../model/infrastructure.ts';
import type { Entity } from '../../entity.ts';
import { type Constructs, SCOPE } from '../constructs.ts';
import { functionValue, receiverOf } from '../event-sources.ts';
import { argumentOf, numberOf, writtenAt } from '../written.ts';
import { codeIn, reportsIn } from './feeds.ts';

/** What has `onEvent`. Source: `@pulumi/aws` 7.48.0 `{sqs,sns,kinesis,dynamodb}/*Mixins.d.ts`. */
const sources: Readonly<Record<string, 'aws_sqs' | 'aws_sns' | 'aws_kinesis' | 'aws_dynamodb_streams'>> = {
  'pulumi-aws.sqs.Queue': 'aws_sqs',
  'pulumi-aws.sns.Topic': 'aws_sns',
  'pulumi-aws.kinesis.Stream': 'aws_kinesis',
  'pulumi-aws.dynamodb.Table': 'aws_dynamodb_streams',
};

/** `queue.onEvent('name', async (event) => …, { batchSize })`: the function is the handler, or a Lambda function. */
export function readEventHandlers(constructs: Constructs): readonly Resource[] {
  return constructs.callsOf('onEvent').flatMap(({ reference }): readonly Resource[] => {
    const source = constructs.find(receiverOf(constructs, reference));
    const system = source && sources[source.name];
    if (!source || !system) return [];
    const handler = argumentOf(constructs.linker, reference, 1);
    const at = constructs.at(reference);
    const known = functionValue(constructs, handler);
    const id = constructs.newId(`${source.id} handler`);
    const made: readonly FunctionResource[] = known.kind === 'reference' ? [] : [{ kind: 'function', id, scope: SCOPE, at, ...codeIn(handler), environment: {}, asynchronousDeadLetter: undefined }];
    const fn: InfrastructureValue = known.kind === 'reference' ? known : { kind: 'reference', to: id };
    const feed = { id: constructs.newId('mapping'), scope: SCOPE, at };
    const from: InfrastructureValue = { kind: 'reference', to: source.id };
    if (system === 'aws_sns') return [...made, { kind: 'subscription', ...feed, system, topic: from, endpoint: fn, deadLetter: undefined }];
    return [...made, { ...mappingOf(constructs, argumentOf(constructs.linker, reference, 2)), ...feed, source: from, sourceSystem: system, function: fn }];
  });
}

/** The arguments of `onEvent` name batch size and tries as the mapping does. */
function mappingOf({ linker }: Constructs, properties: readonly Entity[]): Pick<MappingResource, 'kind' | 'batchSize' | 'reportsBatchItemFailures' | 'deadLetter' | 'maxDeliveries'> {
  const batchSize = numberOf(writtenAt(linker, properties, 'batchSize'));
  const tries = numberOf(writtenAt(linker, properties, 'maximumRetryAttempts'));
  const deadLetter = writtenAt(linker, properties, 'destinationConfig');
  return {
    kind: 'mapping',
    ...(batchSize !== undefined && { batchSize }),
    reportsBatchItemFailures: reportsIn(writtenAt(linker, properties, 'functionResponseTypes')),
    deadLetter: deadLetter === undefined ? undefined : 'unknown',
    ...(tries !== undefined && tries >= 0 && { maxDeliveries: tries }),
  };
}
