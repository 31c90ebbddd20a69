import { describe, expect, test } from 'vitest';
import { factsOf, place, resourceOf } from './resource.ts';

const stage = { kind: 'parameter', name: 'sls:stage' } as const;

const facts = factsOf(
  'services/billing/serverless.yml',
  `service: billing
provider:
  name: aws
  timeout: 15
  environment: &env
    TABLE: \${self:custom.names.table}
    TOKEN: \${env:BILLING_TOKEN, 'none'}
custom:
  stage: \${opt:stage, 'dev'}
  region: \${self:custom.missing, 'eu-west-1'}
  names:
    table: invoices
    queue: invoices-\${self:custom.stage}
  batch: 4
  redrive:
    deadLetterTargetArn: !GetAtt Failed.Arn
    maxReceiveCount: 6
functions:
  charge-card:
    handler: src/charge.handler
    timeout: 40
    environment:
      <<: *env
      QUEUE_URL: !Ref Invoices
      JOBS: \${construct:jobs.queueUrl}
    onError: !GetAtt Failed.Arn
    events:
      - sqs:
          arn: !GetAtt Invoices.Arn
          batchSize: \${self:custom.batch}
          functionResponseType: ReportBatchItemFailures
      - sqs: arn:aws:sqs:\${self:custom.region}:1:plain
      - http: { path: /, method: get }
  audit:
    handler: src/audit.handler
    destinations: { onFailure: charge-card }
    events:
      - stream:
          type: dynamodb
          arn: !GetAtt Ledger.StreamArn
          maximumRetryAttempts: 2
          maximumRecordAgeInSeconds: 60
          destinations: { onFailure: { type: sqs, arn: !GetAtt Failed.Arn } }
      - stream: arn:aws:kinesis:eu-west-1:1:stream/\${self:custom.names.queue}
      - sns: refunds
      - sns: { arn: !Ref Paid, redrivePolicy: { deadLetterTargetRef: Failed } }
      - eventBridge: { eventBus: shop, pattern: { source: [orders] }, deadLetterQueueArn: !GetAtt Failed.Arn }
      - eventBridge: { schedule: rate(1 hour) }
      - msk: { arn: !Ref Cluster, topic: payments }
  remind: \${file(functions/remind.yml)}
constructs:
  jobs:
    type: queue
    worker: { handler: src/jobs.handler, timeout: 10 }
  mails: { type: queue, maxRetries: 8, batchSize: 2, fifo: true, worker: audit }
resources:
  - Resources:
      Invoices:
        Type: AWS::SQS::Queue
        Properties:
          QueueName: \${self:custom.names.queue}
          RedrivePolicy: \${self:custom.redrive}
      Failed: { Type: AWS::SQS::Queue }
      Late:
        Type: AWS::SNS::Subscription
        Properties: { TopicArn: !Ref Paid, Endpoint: !GetAtt ChargeDashcardLambdaFunction.Arn }
  - \${file(resources/topics.yml):All}
`,
);

test('functions with what the provider adds', () => {
  const charge = resourceOf(facts, 'function', 'functions.charge-card');
  expect(charge).toMatchObject({
    name: { kind: 'template', parts: [{ text: 'billing-' }, stage, { text: '-charge-card' }] },
    handler: { text: 'src/charge.handler' },
    codeDirectory: 'services/billing',
    timeoutSeconds: 40,
    environment: {
      TABLE: { kind: 'text', text: 'invoices' },
      TOKEN: { kind: 'parameter', name: 'env:BILLING_TOKEN' },
      QUEUE_URL: { kind: 'reference', to: 'Invoices' },
      JOBS: { kind: 'reference', to: 'constructs.jobs', attribute: 'queueUrl' },
    },
    asynchronousDeadLetter: { target: { to: 'Failed', attribute: 'Arn' }, at: { line: 26 } },
  });
  expect(place(charge.at)).toBe('19:3-33:39');
  expect(resourceOf(facts, 'function', 'functions.audit')).toMatchObject({
    timeoutSeconds: 15,
    asynchronousDeadLetter: { target: { kind: 'reference', to: 'functions.charge-card' } },
  });
  expect(resourceOf(facts, 'binding', 'provider.environment.TABLE')).toMatchObject({ name: 'TABLE', at: { line: 6 } });
});

test('queues and streams that are polled', () => {
  expect(resourceOf(facts, 'mapping', 'functions.charge-card.events.0')).toMatchObject({
    source: { to: 'Invoices', attribute: 'Arn' },
    sourceSystem: 'aws_sqs',
    function: { to: 'functions.charge-card' },
    batchSize: 4,
    reportsBatchItemFailures: true,
    at: { line: 28 },
  });
  expect(resourceOf(facts, 'mapping', 'functions.charge-card.events.1')).toMatchObject({
    source: { kind: 'text', text: 'arn:aws:sqs:eu-west-1:1:plain' },
    reportsBatchItemFailures: false,
  });
  expect(resourceOf(facts, 'mapping', 'functions.audit.events.0')).toMatchObject({
    sourceSystem: 'aws_dynamodb_streams',
    maxDeliveries: 2,
    maximumRecordAgeSeconds: 60,
    deadLetter: { target: { to: 'Failed', attribute: 'Arn' }, at: { line: 43 } },
  });
  expect(resourceOf(facts, 'mapping', 'functions.audit.events.1')).toMatchObject({
    sourceSystem: 'aws_kinesis',
    source: { kind: 'template', parts: [{ text: 'arn:aws:kinesis:eu-west-1:1:stream/invoices-' }, stage] },
    deadLetter: undefined,
  });
  expect(resourceOf(facts, 'mapping', 'functions.audit.events.6')).toMatchObject({
    sourceSystem: 'kafka',
    source: { text: 'payments' },
  });
});

test('topics and rules that push; a schedule is neither', () => {
  expect(resourceOf(facts, 'topic', 'SNSTopicRefunds').name).toEqual({ kind: 'text', text: 'refunds' });
  expect(resourceOf(facts, 'subscription', 'functions.audit.events.2')).toMatchObject({
    topic: { to: 'SNSTopicRefunds' },
    deadLetter: undefined,
  });
  expect(resourceOf(facts, 'subscription', 'functions.audit.events.3').deadLetter).toMatchObject({
    target: { to: 'Failed', attribute: 'Arn' },
  });
  expect(resourceOf(facts, 'subscription', 'functions.audit.events.4')).toMatchObject({
    topic: { text: 'shop' },
    deadLetter: { target: { to: 'Failed' } },
  });
  expect(facts.resources.some(({ id }) => id === 'functions.audit.events.5')).toBe(false);
});

test('resources are CloudFormation, with variables and with the ids of functions', () => {
  const queue = resourceOf(facts, 'queue', 'Invoices');
  expect(queue.name).toEqual({ kind: 'template', parts: [{ kind: 'text', text: 'invoices-' }, stage] });
  expect(queue.deadLetter).toMatchObject({ target: { to: 'Failed' }, maxDeliveries: 6, at: { line: 62, column: 11 } });
  expect(resourceOf(facts, 'subscription', 'Late').endpoint).toEqual({
    kind: 'reference',
    to: 'functions.charge-card',
    attribute: 'Arn',
  });
});

test('what stands in other files is foreign', () => {
  expect(resourceOf(facts, 'foreign', 'functions.remind')).toMatchObject({
    source: 'functions/remind.yml',
    at: { line: 50 },
  });
  expect(resourceOf(facts, 'foreign', 'resources.1')).toMatchObject({ source: 'resources/topics.yml' });
});

test('a queue of serverless-lift brings its dead-letter queue and its worker', () => {
  expect(resourceOf(facts, 'queue', 'constructs.jobs')).toMatchObject({
    name: { kind: 'template', parts: [{ text: 'billing-' }, stage, { text: '-jobs' }] },
    deadLetter: { target: { to: 'constructs.jobs.dlq' }, maxDeliveries: 3 },
    lockSeconds: 60,
  });
  expect(resourceOf(facts, 'function', 'functions.jobsWorker').handler).toMatchObject({ text: 'src/jobs.handler' });
  expect(resourceOf(facts, 'mapping', 'constructs.jobs.worker')).toMatchObject({
    function: { to: 'functions.jobsWorker' },
    batchSize: 1,
  });
  expect(resourceOf(facts, 'queue', 'constructs.mails')).toMatchObject({
    name: { parts: [{ text: 'billing-' }, stage, { text: '-mails.fifo' }] },
    deadLetter: { maxDeliveries: 8, at: { line: 55 } },
    lockSeconds: 36,
  });
  expect(resourceOf(facts, 'mapping', 'constructs.mails.worker')).toMatchObject({
    function: { to: 'functions.audit' },
    batchSize: 2,
  });
});

describe('variables', () => {
  test('in circles end', () => {
    const circle = factsOf(
      'serverless.yml',
      `service: circle
custom: { a: '\${self:custom.b}', b: 'x\${self:custom.a}' }
functions: { f: { handler: '\${self:custom.a}', name: '\${self:functions.f.name}' } }
`,
    );
    expect(resourceOf(circle, 'function', 'functions.f')).toMatchObject({
      handler: { kind: 'template', parts: [{ text: 'x' }, { kind: 'unknown' }] },
      name: { kind: 'unknown' },
    });
  });

  test('that stand for each other a million times end, and the rest is read', () => {
    const levels = Array.from(
      { length: 40 },
      (_, at) => `  l${at}: ['\${self:custom.l${at + 1}}', '\${self:custom.l${at + 1}}']`,
    );
    const bomb = factsOf(
      'serverless.yml',
      `service: bomb
custom:
${levels.join('\n')}
  l40: x
functions: { f: { handler: src/f.handler, environment: '\${self:custom.l0}' } }
`,
    );
    expect(resourceOf(bomb, 'function', 'functions.f').handler).toEqual({ kind: 'text', text: 'src/f.handler' });
  });

  test('of a part in a file of its own are holes', () => {
    const part = factsOf(
      'resources/queues.yml',
      'Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n    Properties: { QueueName: "orders-${self:provider.stage}" }\n',
    );
    expect(resourceOf(part, 'queue', 'Orders').name).toMatchObject({
      kind: 'template',
      parts: [{ text: 'orders-' }, { kind: 'parameter', name: 'self:provider.stage' }],
    });
  });
});
