import { describe, expect, test } from 'vitest';
import { indexInfrastructure } from '../../src/link/infrastructure-values.ts';
import { withRepeated } from '../../src/link/repeated-resources.ts';
import { factsOf } from '../infrastructure/resource.ts';

/** Names of the queues that mappings take from. */
function sourcesOf(files: Readonly<Record<string, string>>): readonly (string | undefined)[] {
  const resources = withRepeated(Object.entries(files).flatMap(([file, text]) => factsOf(file, text).resources));
  const { follow } = indexInfrastructure(resources);
  return resources.flatMap((resource) => (resource.kind === 'mapping' ? [follow(resource.source, resource.scope)] : [])).map(({ resource, text }) => (resource?.kind === 'queue' ? (text ?? resource.id) : undefined));
}

const template = (body: string): string => `AWSTemplateFormatVersion: '2010-09-09'\n${body}\n`;
const queue = (output: string): string => template(`Resources:\n  Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }\nOutputs:\n  OrdersArn: { Value: !GetAtt Orders.Arn${output} }`);
const worker = (source: string, parameters = ''): string => template(`${parameters}Resources:\n  Charge: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: charge, EventSourceArn: ${source} } }`);

describe('values of other stacks', () => {
  test.each([
    ['by its name', ', Export: { Name: shop-orders-arn }', '!ImportValue shop-orders-arn', 'orders'],
    ['by a name with the stack in it', ", Export: { Name: !Sub '${AWS::StackName}-OrdersArn' }", "!ImportValue { 'Fn::Sub': '${QueuesStack}-OrdersArn' }", 'orders'],
    ['that nobody here exports', ', Export: { Name: shop-orders-arn }', '!ImportValue shop-returns-arn', undefined],
    ['with nothing but the stack in its name', ", Export: { Name: !Sub '${AWS::StackName}-q' }", "!ImportValue { 'Fn::Sub': '${Other}-q' }", undefined],
  ])('imported %s', (_, exported, source, expected) => {
    expect(sourcesOf({ 'queues.yaml': queue(exported), 'workers.yaml': worker(source) })).toEqual([expected]);
  });

  test('exported by two stacks: nobody knows which is meant', () => {
    const exported = ', Export: { Name: shop-orders-arn }';
    expect(sourcesOf({ 'a.yaml': queue(exported), 'b.yaml': queue(exported), 'workers.yaml': worker('!ImportValue shop-orders-arn') })).toEqual([undefined]);
  });

  test('given to a nested stack', () => {
    const main = template(
      'Resources:\n  Queues: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ./queues.yaml } }\n  Workers: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: stacks/workers.yaml, Parameters: { QueueArn: !GetAtt Queues.Outputs.OrdersArn } } }',
    );
    expect(sourcesOf({ 'main.yaml': main, 'queues.yaml': queue(''), 'stacks/workers.yaml': worker('!Ref QueueArn', 'Parameters: { QueueArn: { Type: String } }\n') })).toEqual(['orders']);
  });

  test('an output of another service of the Serverless Framework', () => {
    const service = "service: workers\nprovider: { name: aws }\nfunctions:\n  charge: { handler: src/charge.handler, events: [{ sqs: '${cf:shop-queues-${sls:stage}.OrdersArn}' }] }\n";
    const queues = "service: queues\nprovider: { name: aws }\nresources:\n  Resources:\n    Orders: { Type: AWS::SQS::Queue, Properties: { QueueName: orders } }\n  Outputs:\n    OrdersArn: { Value: !GetAtt Orders.Arn }\n";
    expect(sourcesOf({ 'queues/serverless.yml': queues, 'workers/serverless.yml': service })).toEqual(['orders']);
  });
});
