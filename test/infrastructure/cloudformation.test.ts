import { describe, expect, test } from 'vitest';
import { factsOf, place, resourceOf } from './resource.ts';

const template = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Stage:
    Type: String
    Default: live
  Prefix:
    Type: String
  InvoiceArn:
    Type: AWS::SSM::Parameter::Value<String>
    Default: /invoices/arn
Mappings:
  Names:
    live:
      Refunds: refunds-live
Conditions:
  KeepsFailures: !Equals [!Ref Stage, live]
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '\${Prefix}-\${AWS::Region}-orders'
      VisibilityTimeout: 90
      MessageRetentionPeriod: '3600'
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt FailedOrders.Arn
        maxReceiveCount: 4
  FailedOrders:
    Type: AWS::SQS::Queue
    Properties: { QueueName: !Join ['-', [!Ref Prefix, 'failed', !Ref Stage]] }
  Refunds:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !FindInMap [Names, !Ref Stage, Refunds]
      FifoQueue: true
      RedrivePolicy: !If
        - KeepsFailures
        - { deadLetterTargetArn: !GetAtt FailedOrders.Arn, maxReceiveCount: 2 }
        - !Ref AWS::NoValue
  Receipts:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        deadLetterTargetArn: !If [KeepsFailures, !GetAtt FailedOrders.Arn, !ImportValue shared-failures]
        maxReceiveCount: !If [KeepsFailures, 7, 7]
  Paid:
    Type: AWS::SNS::Topic
    Properties:
      Subscription: [{ Protocol: sqs, Endpoint: !GetAtt Receipts.Arn }]
  PaidToOrders:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref Paid
      Protocol: sqs
      Endpoint: !GetAtt [Orders, Arn]
      RedrivePolicy: { deadLetterTargetArn: !ImportValue { 'Fn::Sub': '\${Prefix}-failures' } }
  Stock:
    Type: AWS::DynamoDB::Table
    Properties: { TableName: stock, StreamSpecification: { StreamViewType: NEW_IMAGE } }
  Customers:
    Type: AWS::DynamoDB::Table
    Properties: { TableName: customers }
  Charge:
    Type: AWS::Lambda::Function
    Properties:
      Handler: dist/charge.handler
      Code: ../charge
      Timeout: 30
      Environment:
        Variables:
          ORDERS_URL: !Ref Orders
          INVOICES: !Ref InvoiceArn
          SECRET: '{{resolve:secretsmanager:charge}}'
  ChargeFailures:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Charge
      DestinationConfig: { OnFailure: { Destination: !GetAtt FailedOrders.Arn } }
  Live:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref Charge, Name: live }
  ChargeOrders:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Live
      BatchSize: 5
      FunctionResponseTypes: [ReportBatchItemFailures]
  CountStock:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Stock.StreamArn
      FunctionName: !Sub '\${Charge.Arn}:live'
      MaximumRetryAttempts: 3
      MaximumRecordAgeInSeconds: -1
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt FailedOrders.Arn
  OrderRule:
    Type: AWS::Events::Rule
    Properties:
      EventBusName: shop
      EventPattern: { source: [orders] }
      Targets:
        - { Id: charge, Arn: !GetAtt Charge.Arn, DeadLetterConfig: { Arn: !GetAtt FailedOrders.Arn } }
        - { Id: count, Arn: !GetAtt Charge.Arn }
  Nightly:
    Type: AWS::Events::Rule
    Properties: { ScheduleExpression: rate(1 day), Targets: [{ Id: charge, Arn: !GetAtt Charge.Arn }] }
  Mails:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./mails.yml, Parameters: { Queue: !GetAtt Orders.Arn } }
`;
const facts = factsOf('infra/shop.yml', template);

test('a queue, its dead-letter queue, and where both stand', () => {
  const { name, deadLetter, lockSeconds, retentionSeconds, at, scope } = resourceOf(facts, 'queue', 'Orders');
  expect({ name, lockSeconds, retentionSeconds, scope }).toEqual({
    name: {
      kind: 'template',
      parts: [
        { kind: 'parameter', name: 'Prefix' },
        { kind: 'text', text: '-' },
        { kind: 'parameter', name: 'AWS::Region' },
        { kind: 'text', text: '-orders' },
      ],
    },
    lockSeconds: 90,
    retentionSeconds: 3600,
    scope: 'infra/shop.yml',
  });
  expect(deadLetter).toMatchObject({
    target: { kind: 'reference', to: 'FailedOrders', attribute: 'Arn' },
    maxDeliveries: 4,
    at: { file: 'infra/shop.yml', line: 24, column: 7 },
  });
  expect(place(at)).toBe('18:3-26:27');
  expect(facts.problems).toEqual([]);
});

test('defaults of parameters and mappings are followed, parameters without one are holes', () => {
  expect(resourceOf(facts, 'queue', 'FailedOrders').name).toEqual({
    kind: 'template',
    parts: [
      { kind: 'parameter', name: 'Prefix' },
      { kind: 'text', text: '-failed-live' },
    ],
  });
  expect(resourceOf(facts, 'queue', 'Refunds')).toMatchObject({
    name: { kind: 'text', text: 'refunds-live' },
    fifo: true,
  });
  expect(resourceOf(facts, 'queue', 'FailedOrders').deadLetter).toBeUndefined();
});

test('a condition that removes a dead-letter queue leaves it unknown; one that only changes it does not', () => {
  expect(resourceOf(facts, 'queue', 'Refunds').deadLetter).toBe('unknown');
  expect(resourceOf(facts, 'queue', 'Receipts').deadLetter).toMatchObject({
    target: { kind: 'unknown' },
    maxDeliveries: 7,
  });
});

test('topics, their subscriptions, and tables only with a stream', () => {
  expect(resourceOf(facts, 'subscription', 'Paid.Subscription.0')).toMatchObject({
    topic: { kind: 'reference', to: 'Paid' },
    endpoint: { kind: 'reference', to: 'Receipts', attribute: 'Arn' },
    deadLetter: undefined,
  });
  expect(resourceOf(facts, 'subscription', 'PaidToOrders').deadLetter).toMatchObject({
    target: { kind: 'imported', name: '${Prefix}-failures' },
  });
  expect(facts.resources.filter(({ kind }) => kind === 'topic').map(({ id }) => id)).toEqual(['Paid', 'Stock']);
});

test('a function with its settings and the on-failure destination that is written apart', () => {
  expect(resourceOf(facts, 'function', 'Charge')).toMatchObject({
    handler: { kind: 'text', text: 'dist/charge.handler' },
    codeDirectory: 'charge',
    timeoutSeconds: 30,
    environment: {
      ORDERS_URL: { kind: 'reference', to: 'Orders' },
      INVOICES: { kind: 'imported', name: 'ssm:/invoices/arn' },
      SECRET: { kind: 'imported', name: 'secretsmanager:charge' },
    },
    asynchronousDeadLetter: { target: { kind: 'reference', to: 'FailedOrders' }, at: { line: 77 } },
  });
  expect(facts.resources.some(({ kind }) => kind === 'invoke')).toBe(false);
});

test('mappings by the type of their source, through an alias to the function', () => {
  expect(resourceOf(facts, 'mapping', 'ChargeOrders')).toMatchObject({
    sourceSystem: 'aws_sqs',
    function: { kind: 'reference', to: 'Charge' },
    batchSize: 5,
    reportsBatchItemFailures: true,
    deadLetter: undefined,
  });
  const stock = resourceOf(facts, 'mapping', 'CountStock');
  expect(stock).toMatchObject({
    sourceSystem: 'aws_dynamodb_streams',
    function: { kind: 'reference', to: 'Charge', attribute: 'Arn' },
    reportsBatchItemFailures: false,
    deadLetter: { target: { kind: 'reference', to: 'FailedOrders', attribute: 'Arn' }, at: { line: 95 } },
    maxDeliveries: 3,
  });
  expect(stock.maximumRecordAgeSeconds).toBeUndefined();
});

test('targets of rules with a pattern deliver messages, those of a schedule alone do not', () => {
  const targets = facts.resources.filter(({ id }) => id.startsWith('OrderRule.') || id.startsWith('Nightly'));
  expect(targets).toMatchObject([
    { kind: 'subscription', id: 'OrderRule.charge', topic: { text: 'shop' }, deadLetter: { target: { to: 'FailedOrders' } } },
    { kind: 'subscription', id: 'OrderRule.count', deadLetter: undefined },
  ]);
});

test('a nested stack is foreign', () => {
  expect(resourceOf(facts, 'foreign', 'Mails')).toMatchObject({
    source: './mails.yml',
    inputs: { Queue: { kind: 'reference', to: 'Orders', attribute: 'Arn' } },
  });
});

describe('the same in JSON', () => {
  test('intrinsic functions, and the line of the setting', () => {
    const json = factsOf(
      'cfn.json',
      JSON.stringify(
        {
          Resources: {
            Orders: {
              Type: 'AWS::SQS::Queue',
              Properties: {
                QueueName: { 'Fn::Sub': ['${kind}-orders-${!kept}', { kind: { Ref: 'Kind' } }] },
                RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] }, maxReceiveCount: '9' },
              },
            },
          },
          Parameters: { Kind: { Type: 'String', Default: 'retail' } },
        },
        null,
        2,
      ),
    );
    const queue = resourceOf(json, 'queue', 'Orders');
    expect(queue.name).toEqual({ kind: 'text', text: 'retail-orders-${kept}' });
    expect(queue.deadLetter).toMatchObject({
      target: { kind: 'reference', to: 'Failed', attribute: 'Arn' },
      maxDeliveries: 9,
      at: { line: 16, column: 9 },
    });
    expect(place(queue.at)).toBe('3:5-26:6');
  });
});

describe('SAM', () => {
  const sam = factsOf(
    'services/shop/template.yaml',
    `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Timeout: 20
    CodeUri: src/
    Environment: { Variables: { STAGE: live, REGION: eu } }
Resources:
  Ship:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [ship.ts] } }
    Properties:
      Handler: ship.handler
      Environment: { Variables: { REGION: us } }
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Lost.Arn }
      Events:
        Parcels:
          Type: SQS
          Properties: { Queue: !GetAtt Parcels.Arn, BatchSize: 3, FunctionResponseTypes: [ReportBatchItemFailures] }
        Scans:
          Type: Kinesis
          Properties:
            Stream: arn:aws:kinesis:eu-west-1:1:stream/scans
            MaximumRetryAttempts: 2
            DestinationConfig: { OnFailure: { Type: SQS, Destination: !GetAtt Lost.Arn } }
        Paid:
          Type: SNS
          Properties: { Topic: !Ref PaidTopic, RedrivePolicy: { deadLetterTargetArn: !GetAtt Lost.Arn } }
        Returned:
          Type: SNS
          Properties: { Topic: !Ref ReturnedTopic, SqsSubscription: true }
        Ordered:
          Type: EventBridgeRule
          Properties: { EventBusName: shop, Pattern: { source: [orders] }, DeadLetterConfig: { Type: SQS } }
        Page: { Type: Api, Properties: { Path: /, Method: get } }
  Label:
    Type: AWS::Serverless::Function
    Properties:
      Handler: label.handler
      EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SNS } } }
`,
  );

  test('globals are inherited and merged', () => {
    expect(resourceOf(sam, 'function', 'Ship')).toMatchObject({
      codeDirectory: 'services/shop/src',
      entry: 'services/shop/src/ship.ts',
      timeoutSeconds: 20,
      environment: { STAGE: { text: 'live' }, REGION: { text: 'us' } },
      asynchronousDeadLetter: { target: { kind: 'reference', to: 'Lost', attribute: 'Arn' } },
    });
    expect(resourceOf(sam, 'function', 'Label').asynchronousDeadLetter).toBe('unknown');
    expect(resourceOf(sam, 'binding', 'Globals.Function.Environment.STAGE')).toMatchObject({
      name: 'STAGE',
      at: { line: 6 },
    });
  });

  test('events that poll become mappings', () => {
    expect(resourceOf(sam, 'mapping', 'ShipParcels')).toMatchObject({
      source: { to: 'Parcels', attribute: 'Arn' },
      sourceSystem: 'aws_sqs',
      function: { to: 'Ship' },
      batchSize: 3,
      reportsBatchItemFailures: true,
      at: { line: 16 },
    });
    expect(resourceOf(sam, 'mapping', 'ShipScans')).toMatchObject({
      sourceSystem: 'aws_kinesis',
      maxDeliveries: 2,
      deadLetter: { target: { to: 'Lost' }, at: { line: 24 } },
    });
  });

  test('events that push become subscriptions; SAM may create the queue between', () => {
    expect(resourceOf(sam, 'subscription', 'ShipPaid').deadLetter).toMatchObject({ target: { to: 'Lost' } });
    expect(resourceOf(sam, 'subscription', 'ShipOrdered')).toMatchObject({
      topic: { text: 'shop' },
      deadLetter: 'unknown',
    });
    expect(resourceOf(sam, 'subscription', 'ShipReturned').endpoint).toMatchObject({ to: 'ShipReturnedQueue' });
    expect(resourceOf(sam, 'queue', 'ShipReturnedQueue').deadLetter).toBeUndefined();
    expect(resourceOf(sam, 'mapping', 'ShipReturnedEventSourceMapping').source).toMatchObject({
      to: 'ShipReturnedQueue',
    });
    expect(resourceOf(sam, 'route', 'ShipPage')).toMatchObject({ platform: 'aws_lambda', function: { kind: 'reference', to: 'Ship' } });
  });
});

test('a fault in one resource takes only that one away', () => {
  const broken = factsOf(
    'broken.yml',
    `Resources:
  Orders:
    Type: AWS::SQS::Queue
  Refunds:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: 'refunds
      RedrivePolicy: { deadLetterTargetArn: x' }
  Invoices:
    Type: AWS::SQS::Queue
`,
  );
  expect(broken.resources.map(({ id }) => id)).not.toContain('Refunds');
  expect(broken.resources.map(({ id }) => id)).toContain('Orders');
  expect(broken.problems[0]?.at).toMatchObject({ file: 'broken.yml', line: 7 });
});

test('a bracket that closes too far left is taken, as AWS does', () => {
  const sloppy = factsOf(
    'sloppy.yml',
    `Resources:
  Policy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Document: {
        "Statement": [
      ]
    }
  Orders:
    Type: AWS::SQS::Queue
`,
  );
  expect(sloppy.problems).toEqual([]);
  expect(place(resourceOf(sloppy, 'queue', 'Orders').at)).toBe('9:3-10:26');
});
