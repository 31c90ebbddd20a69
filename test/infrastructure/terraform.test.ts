import { describe, expect, test } from 'vitest';
import { factsOf, place, resourceOf } from './resource.ts';

const failed = { kind: 'reference', to: 'aws_sqs_queue.failed', attribute: 'arn' } as const;

describe('aws_sqs_queue', () => {
  const facts = factsOf(
    'infra/queues/main.tf',
    `locals {
  redrive = { deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = local.tries }
  tries   = 6
}

resource "aws_sqs_queue" "orders" {
  name                       = "\${var.prefix}-orders"
  visibility_timeout_seconds = 45
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.failed.arn
    maxReceiveCount     = 4
  })
}
resource "aws_sqs_queue" "failed" { name = format("%s-failed-%d", var.prefix, 7) }
resource "aws_sqs_queue" "old" {
  name           = upper("old-\${local.tries}")
  redrive_policy = <<-JSON
    { "deadLetterTargetArn": "\${aws_sqs_queue.failed.arn}", "maxReceiveCount": \${local.tries} }
  JSON
}
resource "aws_sqs_queue" "shared" {
  redrive_policy = jsonencode(merge(local.redrive, { maxReceiveCount = 9 }))
}
resource "aws_sqs_queue" "by_region" {
  for_each       = toset(["eu", "us"])
  name           = join("-", ["orders", each.key])
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed[each.key].arn, maxReceiveCount = 3 })
}
resource "aws_sqs_queue" "optional" {
  redrive_policy = var.keeps ? jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn }) : null
}
resource "aws_sqs_queue" "either" {
  redrive_policy = jsonencode({ deadLetterTargetArn = var.eu ? aws_sqs_queue.failed.arn : aws_sqs_queue.other.arn })
}
resource "aws_sqs_queue" "given" { redrive_policy = var.redrive }
resource "aws_sqs_queue" "none" { redrive_policy = null }
resource "aws_sqs_queue" "apart" {}
resource "aws_sqs_queue_redrive_policy" "apart" {
  queue_url      = aws_sqs_queue.apart.id
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn, maxReceiveCount = 2 })
}
resource "aws_sqs_queue_redrive_policy" "elsewhere" {
  queue_url      = aws_sqs_queue.elsewhere.url
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn })
}
`,
  );
  const deadLetterOf = (name: string) => resourceOf(facts, 'queue', `aws_sqs_queue.${name}`).deadLetter;

  test('name, settings and places', () => {
    const orders = resourceOf(facts, 'queue', 'aws_sqs_queue.orders');
    expect(orders).toMatchObject({
      scope: 'infra/queues',
      name: { kind: 'template', parts: [{ kind: 'reference', to: 'var.prefix' }, { text: '-orders' }] },
      lockSeconds: 45,
    });
    expect(place(orders.at)).toBe('6:1-13:2');
    expect(deadLetterOf('orders')).toMatchObject({ target: failed, maxDeliveries: 4, at: { line: 9, column: 3 } });
    expect(resourceOf(facts, 'queue', 'aws_sqs_queue.failed').name).toMatchObject({
      parts: [{ to: 'var.prefix' }, { text: '-failed-7' }],
    });
    expect(resourceOf(facts, 'queue', 'aws_sqs_queue.old').name).toEqual({ kind: 'text', text: 'OLD-6' });
  });

  test.each([
    ['failed', undefined],
    ['old', { target: failed, maxDeliveries: 6 }],
    ['shared', { target: failed, maxDeliveries: 9 }],
    ['by_region', { target: failed, maxDeliveries: 3 }],
    ['optional', 'unknown'],
    ['either', { target: { kind: 'unknown' } }],
    ['given', 'unknown'],
    ['none', undefined],
    ['apart', { target: failed, maxDeliveries: 2 }],
  ])('the redrive policy of "%s"', (name, expected) => {
    if (typeof expected === 'object') expect(deadLetterOf(name)).toMatchObject(expected);
    else expect(deadLetterOf(name)).toBe(expected);
  });

  test('for_each leaves names in the name, which say what it is one of', () => {
    const { name } = resourceOf(facts, 'queue', 'aws_sqs_queue.by_region');
    expect(name).toMatchObject({ kind: 'template', parts: [{ text: 'orders-' }, { to: 'each.key' }] });
  });

  test('a policy whose queue stands in another file stays apart', () => {
    expect(resourceOf(facts, 'redrive', 'aws_sqs_queue_redrive_policy.elsewhere')).toMatchObject({
      queue: { kind: 'reference', to: 'aws_sqs_queue.elsewhere', attribute: 'url' },
      deadLetter: { target: failed },
    });
    expect(facts.resources.filter(({ kind }) => kind === 'redrive')).toHaveLength(1);
  });
});

describe('functions and what feeds them', () => {
  const facts = factsOf(
    'infra/functions.tf',
    `resource "aws_lambda_function" "charge" {
  function_name = "charge"
  handler       = "charge.handler"
  filename      = data.archive_file.charge.output_path
  timeout       = 25
  environment {
    variables = merge(local.common, { ORDERS = aws_sqs_queue.orders.url }, var.extra)
  }
}
data "archive_file" "charge" {
  type        = "zip"
  source_dir  = "\${path.module}/../services/charge/dist"
  output_path = "charge.zip"
}
resource "aws_lambda_function_event_invoke_config" "charge" {
  function_name = aws_lambda_function.charge.function_name
  destination_config {
    on_failure {
      destination = aws_sqs_queue.failed.arn
    }
  }
}
resource "aws_lambda_function" "count" {
  function_name = "count"
  dynamic "dead_letter_config" {
    for_each = var.dead_letter == null ? [] : [1]
    content { target_arn = var.dead_letter }
  }
}
resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn        = aws_sqs_queue.orders.arn
  function_name           = aws_lambda_alias.live.arn
  batch_size              = 20
  function_response_types = ["ReportBatchItemFailures"]
}
resource "aws_lambda_alias" "live" {
  name          = "live"
  function_name = aws_lambda_function.charge.function_name
}
resource "aws_lambda_event_source_mapping" "stock" {
  event_source_arn              = aws_dynamodb_table.stock.stream_arn
  function_name                 = aws_lambda_function.count.arn
  maximum_retry_attempts        = -1
  maximum_record_age_in_seconds = 3600
  destination_config {
    on_failure { destination_arn = aws_sqs_queue.failed.arn }
  }
}
resource "aws_lambda_event_source_mapping" "given" {
  event_source_arn = var.source_arn
  function_name    = aws_lambda_function.count.arn
  function_response_types = var.types
}
`,
  );

  test('a function, what it is packed from, and its on-failure destination', () => {
    expect(resourceOf(facts, 'function', 'aws_lambda_function.charge')).toMatchObject({
      handler: { text: 'charge.handler' },
      codeDirectory: 'services/charge/dist',
      timeoutSeconds: 25,
      environment: {
        ORDERS: { kind: 'reference', to: 'aws_sqs_queue.orders', attribute: 'url' },
        '*': { kind: 'reference', to: 'local.common' },
        '*1': { kind: 'reference', to: 'var.extra' },
      },
      asynchronousDeadLetter: { target: failed, at: { line: 17 } },
    });
    expect(resourceOf(facts, 'function', 'aws_lambda_function.count').asynchronousDeadLetter).toBe('unknown');
  });

  test('mappings', () => {
    expect(resourceOf(facts, 'mapping', 'aws_lambda_event_source_mapping.orders')).toMatchObject({
      sourceSystem: 'aws_sqs',
      function: { to: 'aws_lambda_alias.live', attribute: 'arn' },
      batchSize: 20,
      reportsBatchItemFailures: true,
    });
    expect(resourceOf(facts, 'value', 'aws_lambda_alias.live').value).toMatchObject({
      to: 'aws_lambda_function.charge',
    });
    const stock = resourceOf(facts, 'mapping', 'aws_lambda_event_source_mapping.stock');
    expect(stock).toMatchObject({
      sourceSystem: 'aws_dynamodb_streams',
      reportsBatchItemFailures: false,
      deadLetter: { target: failed },
      maximumRecordAgeSeconds: 3600,
    });
    expect(stock.maxDeliveries).toBeUndefined();
    expect(resourceOf(facts, 'mapping', 'aws_lambda_event_source_mapping.given')).toMatchObject({
      source: { kind: 'reference', to: 'var.source_arn' },
      sourceSystem: 'unknown',
      reportsBatchItemFailures: 'unknown',
    });
  });
});

test('topics, subscriptions and rules of several clouds', () => {
  const facts = factsOf(
    'topics.tf',
    `resource "aws_sns_topic_subscription" "orders" {
  topic_arn      = data.aws_sns_topic.paid.arn
  endpoint       = aws_sqs_queue.orders.arn
  redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.failed.arn })
}
data "aws_sns_topic" "paid" { name = "paid" }
resource "aws_dynamodb_table" "stock" {
  name           = "stock"
  stream_enabled = true
}
resource "aws_dynamodb_table" "customers" { name = "customers" }
resource "aws_cloudwatch_event_rule" "ordered" {
  event_bus_name = "shop"
  event_pattern  = jsonencode({ source = ["orders"] })
}
resource "aws_cloudwatch_event_target" "ordered" {
  rule = aws_cloudwatch_event_rule.ordered.name
  arn  = aws_lambda_function.charge.arn
  dead_letter_config { arn = aws_sqs_queue.failed.arn }
}
resource "aws_cloudwatch_event_rule" "nightly" { schedule_expression = "rate(1 day)" }
resource "aws_cloudwatch_event_target" "nightly" {
  rule = aws_cloudwatch_event_rule.nightly.name
  arn  = aws_lambda_function.charge.arn
}
resource "google_pubsub_subscription" "parcels" {
  name  = "parcels"
  topic = google_pubsub_topic.parcels.id
  push_config { push_endpoint = "https://parcels.example/push" }
  dead_letter_policy {
    dead_letter_topic     = google_pubsub_topic.lost.id
    max_delivery_attempts = 8
  }
}
resource "google_pubsub_topic" "parcels" { name = "parcels" }
resource "azurerm_servicebus_queue" "labels" {
  name               = "labels"
  max_delivery_count = 12
  lock_duration      = "PT1M30S"
}
resource "cloudflare_queue_consumer" "scans" {
  queue_id          = cloudflare_queue.scans.id
  script_name       = "scanner"
  dead_letter_queue = "lost-scans"
  settings          = { batch_size = 5, max_retries = 2 }
}
`,
  );
  expect(resourceOf(facts, 'subscription', 'aws_sns_topic_subscription.orders')).toMatchObject({
    topic: { kind: 'imported', name: 'data.aws_sns_topic.paid.arn' },
    deadLetter: { target: failed },
  });
  expect(resourceOf(facts, 'value', 'data.aws_sns_topic.paid.name').value).toEqual({ kind: 'text', text: 'paid' });
  expect(facts.resources.filter(({ kind }) => kind === 'topic').map(({ id }) => id)).toEqual([
    'aws_dynamodb_table.stock',
    'google_pubsub_topic.parcels',
  ]);
  expect(resourceOf(facts, 'subscription', 'aws_cloudwatch_event_target.ordered')).toMatchObject({
    topic: { text: 'shop' },
    deadLetter: { target: failed, at: { line: 19 } },
  });
  expect(facts.resources.filter(({ id }) => id.endsWith('.nightly')).map(({ kind }) => kind)).toEqual([]);
  expect(resourceOf(facts, 'subscription', 'google_pubsub_subscription.parcels')).toMatchObject({
    endpoint: { text: 'https://parcels.example/push' },
    deadLetter: { target: { to: 'google_pubsub_topic.lost' }, maxDeliveries: 8 },
  });
  expect(resourceOf(facts, 'queue', 'azurerm_servicebus_queue.labels')).toMatchObject({
    deadLetter: { target: { text: 'labels/$deadletterqueue' }, maxDeliveries: 12 },
    lockSeconds: 90,
  });
  expect(resourceOf(facts, 'mapping', 'cloudflare_queue_consumer.scans')).toMatchObject({
    deadLetter: { target: { text: 'lost-scans' }, at: { line: 44 } },
    maxDeliveries: 2,
  });
});

describe('names that lead through the files of a folder', () => {
  const facts = factsOf(
    'infra/live/main.tf',
    `variable "prefix" { default = "shop" }
variable "region" { type = string }
variable "queues" { default = { orders = { name = "orders" }, list = ["a"] } }
locals {
  environment = merge(var.shared, { QUEUE = "\${var.prefix}-orders" })
}
output "orders_arn" {
  value = one(aws_sqs_queue.orders[*].arn)
}
module "orders" {
  source     = "../modules/queue"
  name       = "\${var.prefix}-orders"
  create_dlq = true
  env        = local.environment
  settings   = { retries = var.queues["orders"].retries, extra = [local.environment.QUEUE] }
  count      = 2
}
`,
  );
  const valueOf = (id: string) => resourceOf(facts, 'value', id).value;

  test('variables, locals and outputs are values', () => {
    expect(valueOf('var.prefix')).toEqual({ kind: 'text', text: 'shop' });
    expect(valueOf('var.region')).toEqual({ kind: 'parameter', name: 'var.region' });
    expect(valueOf('var.queues.orders.name')).toEqual({ kind: 'text', text: 'orders' });
    expect(valueOf('var.queues.list.0')).toEqual({ kind: 'text', text: 'a' });
    expect(valueOf('local.environment.QUEUE')).toMatchObject({ parts: [{ to: 'var.prefix' }, { text: '-orders' }] });
    expect(valueOf('local.environment.*')).toEqual({ kind: 'reference', to: 'var.shared' });
    expect(valueOf('output.orders_arn')).toEqual({ kind: 'reference', to: 'aws_sqs_queue.orders', attribute: 'arn' });
  });

  test('a module is foreign and keeps its inputs', () => {
    const { source, inputs, at } = resourceOf(facts, 'foreign', 'module.orders');
    expect(source).toBe('../modules/queue');
    expect(inputs).toEqual({
      name: {
        kind: 'template',
        parts: [
          { kind: 'reference', to: 'var.prefix' },
          { kind: 'text', text: '-orders' },
        ],
      },
      create_dlq: { kind: 'text', text: 'true' },
      env: { kind: 'reference', to: 'local.environment' },
      'settings.retries': { kind: 'reference', to: 'var.queues', attribute: 'orders.retries' },
      'settings.extra.0': { kind: 'reference', to: 'local.environment', attribute: 'QUEUE' },
    });
    expect(place(at)).toBe('10:1-17:2');
  });
});

test('locals in circles, and locals that stand for a million others, end', () => {
  const doubled = Array.from({ length: 60 }, (_, at) => `  n${at} = "\${local.n${at + 1}}\${local.n${at + 1}}"`);
  const facts = factsOf(
    'main.tf',
    `locals {
  one   = "\${local.other}-x"
  other = local.one
  self  = var.keeps ? local.self : null
  env   = merge(local.env, { A = "a" })
${doubled.join('\n')}
}
resource "aws_sqs_queue" "orders" {
  name           = local.one
  redrive_policy = local.self
}
resource "aws_sqs_queue" "many" { name = local.n0 }
resource "aws_lambda_function" "charge" {
  environment { variables = local.env }
}
`,
  );
  expect(resourceOf(facts, 'queue', 'aws_sqs_queue.orders').deadLetter).toBe('unknown');
  expect(resourceOf(facts, 'function', 'aws_lambda_function.charge').environment['A']).toEqual({
    kind: 'text',
    text: 'a',
  });
  expect(facts.problems).toEqual([]);
});
