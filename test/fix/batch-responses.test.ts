import { describe, expect, test } from 'vitest';
import { withProject } from '../with-project.ts';
import { checkFixes } from './check-fixes.ts';

const header = ["import type { SQSEvent } from 'aws-lambda';", "import { Pool } from 'pg';", '', 'const pool = new Pool();', ''];

const serverless = (event: string): string =>
  `service: orders\nprovider:\n  name: aws\nfunctions:\n  charge:\n    handler: charge.handler\n    events:\n${event}\nresources:\n  Resources:\n    Orders:\n      Type: AWS::SQS::Queue\n`;

const plain = serverless('      - sqs:\n          arn: !GetAtt Orders.Arn\n          batchSize: 10');

/** What the handler and its mapping look like when every fix is applied. */
function fixed(handler: readonly string[], mapping: Readonly<Record<string, string>> = { 'serverless.yml': plain }): { readonly handler: string | undefined; readonly mapping: string | undefined } {
  const { rows, result } = checkFixes(withProject({ 'charge.ts': [...header, ...handler, ''].join('\n'), ...mapping }));
  for (const row of rows.values()) expect(row).toMatchObject({ unparsable: 0, stayed: 0, again: 0, typeErrors: 0 });
  return { handler: result.texts.get('charge.ts'), mapping: Object.keys(mapping).map((file) => result.texts.get(file)).find((text) => text !== undefined) };
}

const LOOP = [
  'export const handler = async (event: SQSEvent): Promise<void> => {',
  '  for (const record of event.Records) {',
  '    // the amount is in the row',
  "    await pool.query('UPDATE orders SET charged = true WHERE id = $1', [record.body]);",
  '  }',
  '};',
];

describe('both halves of a partial batch response', () => {
  test('a loop over the messages', () => {
    const { handler, mapping } = fixed(LOOP);
    expect(handler).toBe(
      [
        ...header,
        'export const handler = async (event: SQSEvent): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {',
        '  const batchItemFailures: { itemIdentifier: string }[] = [];',
        '  for (const record of event.Records) {',
        '    try {',
        '      // the amount is in the row',
        "      await pool.query('UPDATE orders SET charged = true WHERE id = $1', [record.body]);",
        '    } catch (error) {',
        '      console.error(error);',
        '      batchItemFailures.push({ itemIdentifier: record.messageId });',
        '    }',
        '  }',
        '  return { batchItemFailures };',
        '};',
        '',
      ].join('\n'),
    );
    expect(mapping).toContain('      - sqs:\n          functionResponseType: ReportBatchItemFailures\n          arn: !GetAtt Orders.Arn\n');
  });

  test('a mapping that asks already, and a handler that never says', () => {
    const { handler, mapping } = fixed(LOOP, { 'serverless.yml': plain.replace('batchSize: 10', 'functionResponseType: ReportBatchItemFailures') });
    expect(handler).toContain('  return { batchItemFailures };\n');
    expect(mapping ?? '').not.toContain('batchItemFailures');
  });

  test('all at once, with what a message is taken apart into', () => {
    const { handler } = fixed([
      'export async function handler(event: SQSEvent) {',
      '  await Promise.all(event.Records.map(async ({ messageId: id, body }) => {',
      "    await pool.query('UPDATE orders SET charged = true WHERE id = $1', [body]);",
      "    console.info('charged', id);",
      '  }));',
      '}',
    ]);
    expect(handler).toContain('    } catch (error) {\n      console.error(error);\n      batchItemFailures.push({ itemIdentifier: id });\n    }\n  }));\n  return { batchItemFailures };\n}\n');
  });

  test.each([
    ['CloudFormation', { 'template.yaml': templateOf('      EventSourceArn: !GetAtt Orders.Arn') }, '      FunctionResponseTypes: [ReportBatchItemFailures]\n      EventSourceArn: !GetAtt Orders.Arn\n'],
    ['Terraform', { 'main.tf': terraform }, '  batch_size       = 10\n\n  function_response_types = ["ReportBatchItemFailures"]\n}\n'],
    ['the CDK', { 'stack.ts': stack }, "new SqsEventSource(orders, { reportBatchItemFailures: true, batchSize: 5 })"],
  ])('the mapping in %s', (_, mapping, expected) => {
    expect(fixed(LOOP, mapping).mapping).toContain(expected);
  });
});

function templateOf(source: string): string {
  return [
    'Resources:',
    '  Orders:',
    '    Type: AWS::SQS::Queue',
    '  Charge:',
    '    Type: AWS::Lambda::Function',
    '    Properties:',
    '      Handler: charge.handler',
    '  Mapping:',
    '    Type: AWS::Lambda::EventSourceMapping',
    '    Properties:',
    source,
    '      FunctionName: !Ref Charge',
    '',
  ].join('\n');
}

const terraform = [
  'resource "aws_sqs_queue" "orders" {',
  '  name = "orders"',
  '}',
  '',
  'resource "aws_lambda_function" "charge" {',
  '  handler = "charge.handler"',
  '}',
  '',
  'resource "aws_lambda_event_source_mapping" "charge" {',
  '  event_source_arn = aws_sqs_queue.orders.arn',
  '  function_name    = aws_lambda_function.charge.arn',
  '  batch_size       = 10',
  '}',
  '',
].join('\n');

const stack = [
  "import { Stack } from 'aws-cdk-lib';",
  "import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';",
  "import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';",
  "import { Queue } from 'aws-cdk-lib/aws-sqs';",
  '',
  'export class Orders extends Stack {',
  '  constructor(scope, id) {',
  '    super(scope, id);',
  "    const orders = new Queue(this, 'Orders');",
  "    const charge = new Function(this, 'Charge', { handler: 'charge.handler', code: Code.fromAsset('.'), runtime: Runtime.NODEJS_22_X });",
  '    charge.addEventSource(new SqsEventSource(orders, { batchSize: 5 }));',
  '  }',
  '}',
  '',
].join('\n');

describe('nothing is changed', () => {
  test.each([
    ['where the queue keeps an order', LOOP, { 'serverless.yml': plain.replace('Type: AWS::SQS::Queue', 'Type: AWS::SQS::Queue\n      Properties:\n        FifoQueue: true') }],
    ['where the handler already returns something', [...LOOP.slice(0, -1), "  return 'done';", '};'].map((line) => line.replace('Promise<void>', 'Promise<string>')), undefined],
    ['where the loop is left before its end', LOOP.map((line) => line.replace('// the amount is in the row', "if (record.body === '') break;")), undefined],
    ['where a text goes over several lines', LOOP.map((line) => line.replace('// the amount is in the row', 'console.info(`an order:\n  ${record.body}`);')), undefined],
    ['where the mapping names its queue alone', LOOP, { 'serverless.yml': serverless('      - sqs: !GetAtt Orders.Arn') }],
  ])('%s', (_, handler, mapping) => {
    expect(fixed(handler, mapping).handler).toBeUndefined();
  });
});

test('a mapping is told to ask for what the handler says', () => {
  const { handler, mapping } = fixed([
    'export const handler = async (event: SQSEvent) => {',
    '  const batchItemFailures: { itemIdentifier: string }[] = [];',
    '  for (const record of event.Records) {',
    '    try {',
    "      await pool.query('UPDATE orders SET charged = true WHERE id = $1', [record.body]);",
    '    } catch (error) {',
    '      console.error(error);',
    '      batchItemFailures.push({ itemIdentifier: record.messageId });',
    '    }',
    '  }',
    '  return { batchItemFailures };',
    '};',
    // Without it, what fails now would come again without an end.
  ], { 'serverless.yml': `${plain}      Properties:\n        RedrivePolicy: { deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5 }\n    Failed:\n      Type: AWS::SQS::Queue\n` });
  expect(handler).toBeUndefined();
  expect(mapping).toContain('functionResponseType: ReportBatchItemFailures');
});
