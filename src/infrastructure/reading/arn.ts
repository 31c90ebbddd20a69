import type { InfrastructureValue, MappingResource } from '../../model/infrastructure.ts';
import { display } from './value.ts';

const systems = new Map<string, MappingResource['sourceSystem']>([
  ['sqs', 'aws_sqs'],
  ['kinesis', 'aws_kinesis'],
  ['dynamodb', 'aws_dynamodb_streams'],
  ['kafka', 'kafka'],
]);

/** What an ARN written out (`arn:aws:sqs:${region}:…`) leads to. */
export function systemOfArn(value: InfrastructureValue): MappingResource['sourceSystem'] {
  if (value.kind !== 'text' && value.kind !== 'template') return 'unknown';
  const service = /^arn:.{0,40}?:(sqs|kinesis|dynamodb|kafka):/.exec(display(value))?.[1];
  return systems.get(service ?? '') ?? 'unknown';
}
