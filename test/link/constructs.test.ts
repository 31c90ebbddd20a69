import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import type { FunctionResource, MappingResource, QueueResource, Resource } from '../../src/model/infrastructure.ts';
import { withProject } from '../with-project.ts';

/** What a program declares, in its order. */
function declared(files: Readonly<Record<string, string>>): readonly Resource[] {
  const { model } = analyse({ root: withProject(files) });
  return model.infrastructure.resources;
}

function stack(body: string): Readonly<Record<string, string>> {
  const text = `
    import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
    import * as ecs from 'aws-cdk-lib/aws-ecs';
    import * as lambda from 'aws-cdk-lib/aws-lambda';
    import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
    import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
    import * as sqs from 'aws-cdk-lib/aws-sqs';
    export class OrdersStack extends Stack {
      constructor(scope, id, props) {
        super(scope, id, props);
        ${body}
      }
    }`;
  return { 'infra/lib/orders-stack.ts': text };
}

function queues(resources: readonly Resource[]): readonly QueueResource[] {
  return resources.filter((resource) => resource.kind === 'queue');
}

function functions(resources: readonly Resource[]): readonly FunctionResource[] {
  return resources.filter((resource) => resource.kind === 'function');
}

function mappings(resources: readonly Resource[]): readonly MappingResource[] {
  return resources.filter((resource) => resource.kind === 'mapping');
}

describe('queues', () => {
  test('name, times and the dead-letter queue', () => {
    const [failed, orders] = queues(
      declared(
        stack(`
          const failed = new sqs.Queue(this, 'Failed', { retentionPeriod: Duration.days(14) });
          new sqs.Queue(this, 'Orders', {
            queueName: \`orders-\${process.env.STAGE}.fifo\`, fifo: true, visibilityTimeout: Duration.minutes(5),
            deadLetterQueue: { queue: failed, maxReceiveCount: 4 },
          });`),
      ),
    );
    expect(failed).toMatchObject({ id: 'Failed', retentionSeconds: 1_209_600, deadLetter: undefined });
    expect(failed?.name).toBeUndefined();
    expect(orders).toMatchObject({
      id: 'Orders',
      system: 'aws_sqs',
      name: { kind: 'template', parts: [{ text: 'orders-' }, { kind: 'parameter', name: 'STAGE' }, { text: '.fifo' }] },
      fifo: true,
      lockSeconds: 300,
      deadLetter: { target: { kind: 'reference', to: 'Failed' }, maxDeliveries: 4 },
      at: { file: 'infra/lib/orders-stack.ts', line: 13 },
    });
  });

  test('a class of the project that extends the queue', () => {
    const files = stack(`new SafeQueue(this, 'Orders', { queueName: 'orders' });`);
    const text = `
      import { Queue } from 'aws-cdk-lib/aws-sqs';
      export class SafeQueue extends Queue {
        constructor(scope, id, props) {
          super(scope, id, { deadLetterQueue: { queue: new Queue(scope, id + 'Failed'), maxReceiveCount: 3 }, ...props });
        }
      }`;
    const source = `import { SafeQueue } from './safe-queue';${files['infra/lib/orders-stack.ts'] ?? ''}`;
    const found = queues(declared({ 'infra/lib/orders-stack.ts': source, 'infra/lib/safe-queue.ts': text }));
    expect(found.map(({ id, name, deadLetter }) => [id, name, deadLetter === undefined])).toEqual([
      ['OrdersFailed', undefined, true],
      ['Orders', { kind: 'text', text: 'orders' }, false],
    ]);
  });

  test('two runs of one helper are two queues, each at its own call', () => {
    const found = queues(
      declared(
        stack(`
          const make = (name) => new sqs.Queue(this, name);
          make('orders');
          make('invoices');`),
      ),
    );
    expect(found.map(({ id, at }) => [id, at.line])).toEqual([
      ['orders', 13],
      ['invoices', 14],
    ]);
  });

  test('a stack of several environments declares its queues once; one that has a dead-letter queue in some is unknown', () => {
    const app = `
      import { App } from 'aws-cdk-lib';
      import { OrdersStack } from '../lib/orders-stack';
      const app = new App();
      new OrdersStack(app, 'staging', { failures: false });
      new OrdersStack(app, 'production', { failures: true });`;
    const body = `
      const failed = new sqs.Queue(this, 'Failed');
      new sqs.Queue(this, 'Orders', { deadLetterQueue: props.failures ? { queue: failed, maxReceiveCount: 3 } : undefined });
      new sqs.Queue(this, 'Mails');`;
    const found = queues(declared({ ...stack(body), 'infra/bin/app.ts': app }));
    expect(found.map(({ id, deadLetter }) => [id, deadLetter])).toEqual([
      ['Failed', undefined],
      ['Orders', 'unknown'],
      ['Mails', undefined],
    ]);
  });

  test('what the options of a helper rule out is not made, and what they leave open is unknown', () => {
    const helper = `
      import { Queue } from 'aws-cdk-lib/aws-sqs';
      export function createQueue(options) {
        const keepsFailures = options.keepsFailures !== false;
        const failed = keepsFailures ? new Queue(options.stack, options.name + 'Failed') : undefined;
        const settings = { ...(failed ? { failed } : {}) };
        return options.fifo === true ? fifo({ ...settings, ...options }) : standard({ ...settings, ...options });
      }
      function standard(options) {
        return new Queue(options.stack, options.name, { deadLetterQueue: options.failed ? { queue: options.failed, maxReceiveCount: 3 } : undefined });
      }
      function fifo(options) {
        return new Queue(options.stack, options.name + '.fifo', { fifo: true, deadLetterQueue: options.failed ? { queue: options.failed, maxReceiveCount: 3 } : undefined });
      }`;
    const files = stack(`
      createQueue({ stack: this, name: 'Orders', fifo: true });
      createQueue({ stack: this, name: 'Mails', keepsFailures: false });
      createQueue({ stack: this, name: 'Bills', keepsFailures: process.env.KEEP === 'yes' });`);
    const source = `import { createQueue } from './queue';${files['infra/lib/orders-stack.ts'] ?? ''}`;
    const found = queues(declared({ 'infra/lib/orders-stack.ts': source, 'infra/lib/queue.ts': helper }));
    expect(Object.fromEntries(found.map(({ id, deadLetter }) => [id, deadLetter === undefined || deadLetter === 'unknown' ? deadLetter : deadLetter.target]))).toEqual({
      Mails: undefined,
      Bills: 'unknown',
      'Orders.fifo': { kind: 'reference', to: 'OrdersFailed' },
      OrdersFailed: undefined,
      BillsFailed: undefined,
    });
  });

  test('queues of other libraries are none', () => {
    const text = `import { Queue } from 'bullmq'; import { Stack } from 'aws-cdk-lib'; export const queue = new Queue('orders', {});`;
    expect(declared({ 'queue.ts': text })).toEqual([]);
  });
});

describe('functions', () => {
  const code = { 'infra/lib/orders-stack.place.ts': 'export const handler = () => {};', 'services/src/mail/send.ts': 'export const run = () => {};' };

  test('the code of a NodejsFunction lies beside the stack, or at its entry', () => {
    const found = functions(
      declared({
        ...stack(`
          new NodejsFunction(this, 'place', { timeout: Duration.seconds(30) });
          new NodejsFunction(this, 'mail', { entry: \`\${__dirname}/../../services/src/mail/send.ts\`, handler: 'run' });
          new NodejsFunction(this, 'none', { entry: 'nowhere.ts' });`),
        ...code,
      }),
    );
    expect(found.map(({ handler, timeoutSeconds }) => [handler, timeoutSeconds])).toEqual([
      [{ kind: 'text', text: 'infra/lib/orders-stack.place.handler' }, 30],
      [{ kind: 'text', text: 'services/src/mail/send.run' }, undefined],
      [undefined, undefined],
    ]);
  });

  test('the folder of a built asset leads to its sources', () => {
    const [found] = functions(
      declared({
        ...stack(`new lambda.Function(this, 'Mail', { code: lambda.Code.fromAsset('../services/dist'), handler: 'mail/send.run' });`),
        ...code,
      }),
    );
    expect(found?.handler).toEqual({ kind: 'text', text: 'services/src/mail/send.run' });
  });

  test('the environment, also where it is added later or belongs to a container', () => {
    const resources = declared(
      stack(`
        const orders = new sqs.Queue(this, 'Orders');
        const common = { STAGE: 'test' };
        const fn = new lambda.Function(this, 'Place', { environment: { ...common, ORDERS_URL: orders.queueUrl } });
        fn.addEnvironment('ORDERS_ARN', orders.queueArn);
        new ecs.FargateTaskDefinition(this, 'Task').addContainer('api', { environment: { API_ORDERS_URL: orders.queueUrl } });`),
    );
    expect(functions(resources)[0]?.environment).toEqual({
      STAGE: { kind: 'text', text: 'test' },
      ORDERS_URL: { kind: 'reference', to: 'Orders', attribute: 'queueUrl' },
      ORDERS_ARN: { kind: 'reference', to: 'Orders', attribute: 'queueArn' },
    });
    expect(resources.find(({ kind }) => kind === 'binding')).toMatchObject({ name: 'API_ORDERS_URL', value: { to: 'Orders' } });
  });
});

describe('mappings', () => {
  test('what a polled source is told', () => {
    const [first, second] = mappings(
      declared(
        stack(`
          const orders = new sqs.Queue(this, 'Orders');
          const fn = new lambda.Function(this, 'Place', { events: [new SqsEventSource(orders)] });
          fn.currentVersion.addEventSource(new SqsEventSource(orders, { batchSize: 5, reportBatchItemFailures: true }));`),
      ),
    );
    const both = { source: { kind: 'reference', to: 'Orders' }, sourceSystem: 'aws_sqs', function: { kind: 'reference', to: 'Place' } };
    expect(first).toMatchObject({ ...both, batchSize: 5, reportsBatchItemFailures: true });
    expect(second).toMatchObject({ ...both, reportsBatchItemFailures: false });
  });

  test('each turn of a loop feeds its own function from its own queue', () => {
    const found = mappings(
      declared(
        stack(`
          const place = new sqs.Queue(this, 'Place');
          const ship = new sqs.Queue(this, 'Ship');
          for (const [name, queue] of Object.entries({ place, ship })) {
            const fn = new lambda.Function(this, name, { handler: name + '.handler' });
            fn.addEventSource(new SqsEventSource(queue));
          }`),
      ),
    );
    expect(found.map(({ source, function: fn }) => [source, fn])).toEqual([
      [{ kind: 'reference', to: 'Place' }, { kind: 'reference', to: 'place' }],
      [{ kind: 'reference', to: 'Ship' }, { kind: 'reference', to: 'ship' }],
    ]);
  });

  test('one of two queues is not guessed', () => {
    const [found] = mappings(
      declared(
        stack(`
          const fast = new sqs.Queue(this, 'Fast');
          const slow = new sqs.Queue(this, 'Slow');
          const fn = new lambda.Function(this, 'Place', {});
          fn.addEventSource(new SqsEventSource(process.env.FAST ? fast : slow, props.source));`),
      ),
    );
    expect(found).toMatchObject({ source: { kind: 'unknown' }, reportsBatchItemFailures: 'unknown', deadLetter: 'unknown' });
  });
});

test('a consumer is told of its mapping, its queue and its code', () => {
  const files = {
    ...stack(`
      const orders = new sqs.Queue(this, 'Orders', { queueName: 'orders' });
      const place = new NodejsFunction(this, 'place');
      place.addEventSource(new SqsEventSource(orders, { reportBatchItemFailures: true }));`),
    'infra/lib/orders-stack.place.ts': 'export const handler = async (event) => { await fetch("https://example.com", event); };',
  };
  const { model } = analyse({ root: withProject(files) });
  expect(model.consumers).toHaveLength(1);
  expect(model.consumers[0]).toMatchObject({
    system: 'aws_sqs',
    destination: { shown: 'orders' },
    at: { file: 'infra/lib/orders-stack.place.ts', line: 1 },
    mappings: [{ reportsBatchItemFailures: true }],
    sources: [{ resources: [{ id: 'Orders' }] }],
  });
});
