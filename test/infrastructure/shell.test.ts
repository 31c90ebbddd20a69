import { describe, expect, test } from 'vitest';
import { readInfrastructure } from '../../src/infrastructure/index.ts';
import type { Resource } from '../../src/model/infrastructure.ts';
import { factsOf, place } from './resource.ts';

function made(script: string, file = 'scripts/queues.sh'): readonly Resource[] {
  return factsOf(file, script).resources;
}

describe('Pub/Sub', () => {
  test('subscriptions over several lines, with variables of the script', () => {
    const [subscription, ...more] = made(`#!/bin/bash
TOPIC=orders # all of them
gcloud pubsub subscriptions create orders-mail \\
  --topic="$TOPIC" \\
  --dead-letter-topic projects/shop/topics/orders-failed --max-delivery-attempts=7
`);
    expect(more).toEqual([]);
    expect(subscription).toMatchObject({
      kind: 'subscription',
      system: 'gcp_pubsub',
      name: { kind: 'text', text: 'orders-mail' },
      topic: { kind: 'text', text: 'orders' },
      deadLetter: { target: { kind: 'text', text: 'orders-failed' }, maxDeliveries: 7 },
    });
    expect(subscription && place(subscription.at)).toBe('3:1-5:83');
  });

  test('without a dead-letter topic; an update says nothing of the rest', () => {
    const [created, updated] = made('gcloud pubsub subscriptions create a --topic t && gcloud beta pubsub subscriptions update b --ack-deadline=60');
    expect(created).toMatchObject({ name: { text: 'a' }, deadLetter: undefined });
    expect(updated).toMatchObject({ name: { text: 'b' }, deadLetter: 'unknown' });
  });

  test('names that are computed stay open', () => {
    const [subscription] = made('for q in a b; do gcloud pubsub subscriptions create "${PREFIX}-$q" --topic=t; done');
    expect(subscription).toMatchObject({ name: { kind: 'template' } });
    expect(made('gcloud pubsub topics create orders invoices')).toMatchObject([
      { kind: 'topic', name: { text: 'orders' } },
      { kind: 'topic', name: { text: 'invoices' } },
    ]);
  });
});

describe('SQS', () => {
  test('attributes as JSON and in short', () => {
    const [json, short, none] = made(`
aws sqs create-queue --queue-name orders --attributes '{"RedrivePolicy":"{\\"deadLetterTargetArn\\":\\"arn:aws:sqs:eu-west-1:1:failed\\",\\"maxReceiveCount\\":\\"4\\"}"}'
aws --region eu-west-1 sqs create-queue --queue-name=mails --attributes RedrivePolicy=file.json
aws sqs create-queue --queue-name invoices --attributes VisibilityTimeout=60
`);
    expect(json).toMatchObject({ kind: 'queue', system: 'aws_sqs', name: { text: 'orders' }, deadLetter: { target: { text: 'arn:aws:sqs:eu-west-1:1:failed' }, maxDeliveries: 4 } });
    expect(short).toMatchObject({ name: { text: 'mails' }, deadLetter: { target: { kind: 'unknown' } } });
    expect(none).toMatchObject({ name: { text: 'invoices' }, deadLetter: undefined });
  });

  test('a policy that is set later, for the queue or perhaps for any', () => {
    expect(
      made(`
aws sqs create-queue --queue-name orders
aws sqs create-queue --queue-name mails
aws sqs set-queue-attributes --queue-url https://sqs/1/orders --attributes '{"RedrivePolicy": "…"}'`),
    ).toMatchObject([
      { name: { text: 'orders' }, deadLetter: { target: { kind: 'unknown' } } },
      { name: { text: 'mails' }, deadLetter: undefined },
    ]);
    expect(made('aws sqs create-queue --queue-name orders\naws sqs set-queue-attributes --queue-url "$URL" --attributes file://redrive.json')).toMatchObject([{ deadLetter: 'unknown' }]);
  });

  test('what an emulator lacks, production may have', () => {
    expect(made('awslocal sqs create-queue --queue-name orders\naws --endpoint-url=http://localhost:4566 sqs create-queue --queue-name mails')).toMatchObject([
      { name: { text: 'orders' }, deadLetter: 'unknown' },
      { name: { text: 'mails' }, deadLetter: 'unknown' },
    ]);
  });
});

test('Service Bus keeps what failed', () => {
  expect(made('az servicebus queue create -n orders --namespace-name shop --max-delivery-count 4')).toMatchObject([
    { system: 'servicebus', name: { text: 'orders' }, deadLetter: { maxDeliveries: 4 } },
  ]);
});

test('policies of RabbitMQ', () => {
  expect(
    made(`rabbitmqctl set_policy -p / dlx "^orders" '{"dead-letter-exchange":"failed","delivery-limit":3}' --apply-to queues --priority 2
rabbitmqadmin declare policy name=dlx pattern='^mails' definition='{"dead-letter-exchange":"failed"}' apply-to=queues
rabbitmqctl set_policy dlx "$PATTERN" "$DEFINITION"`),
  ).toMatchObject([
    { kind: 'policy', pattern: '^orders', priority: 2, appliesToQueues: true, deadLetter: { target: { text: 'failed' }, maxDeliveries: 3 } },
    { pattern: '^mails', priority: 0, deadLetter: { target: { text: 'failed' } } },
    { deadLetter: 'unknown' },
  ]);
});

test('makefiles', () => {
  expect(made('queues:\n\t@gcloud pubsub subscriptions create orders-mail --topic=orders\n', 'Makefile')).toMatchObject([{ name: { text: 'orders-mail' } }]);
});

test('scripts that create nothing are not read; odd ones never throw', () => {
  expect(readInfrastructure('build.sh', 'npm run build\n')).toBeUndefined();
  for (const script of ['gcloud pubsub subscriptions create', 'aws sqs create-queue --queue-name', 'rabbitmqctl set_policy "', "az servicebus queue create -n '", 'gcloud pubsub \\']) {
    expect(() => readInfrastructure('a.sh', script)).not.toThrow();
  }
});

describe('curl', () => {
  test('subscriptions of the REST API, with variables between quotes', () => {
    const [topic, subscription, ...more] = made(`
HOST=localhost:8085
TRIES=5
if curl -s -o /dev/null -X PUT http://\${HOST}/v1/projects/\${PROJECT}/topics/orders | grep -q 200; then echo made; fi
if curl -s -w "%{http_code}" -X PUT http://\${HOST}/v1/projects/\${PROJECT}/subscriptions/\${NAME} \\
    -H "Content-Type: application/json" \\
    -d '{
  "topic": "projects/'\${PROJECT}'/topics/orders",
  "pushConfig": { "pushEndpoint": "'\${PUSH_ENDPOINT}'" },
  "deadLetterPolicy": { "deadLetterTopic": "projects/'\${PROJECT}'/topics/failed-$1", "maxDeliveryAttempts": '\${TRIES}' }
}' | grep -q 200; then echo made; fi
curl -s http://\${HOST}/v1/projects/\${PROJECT}/topics/orders
curl -X PUT http://\${HOST}/v1/projects/\${PROJECT}/topics/orders:publish
`);
    expect(more).toEqual([]);
    expect(topic).toMatchObject({ kind: 'topic', system: 'gcp_pubsub', name: { kind: 'text', text: 'orders' } });
    expect(subscription).toMatchObject({
      kind: 'subscription',
      name: { kind: 'parameter', name: 'NAME' },
      topic: { kind: 'text', text: 'orders' },
      endpoint: { kind: 'parameter', name: 'PUSH_ENDPOINT' },
      deadLetter: { target: { kind: 'text', text: 'failed-$1' }, maxDeliveries: 5 },
    });
  });

  test('without a dead-letter topic nothing is known of production', () => {
    expect(made(`curl -X PUT http://emulator/v1/projects/shop/subscriptions/mails -d '{"topic":"projects/shop/topics/orders"}'`)).toMatchObject([{ kind: 'subscription', deadLetter: 'unknown' }]);
  });
});
