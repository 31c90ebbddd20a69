import { describe, expect, test } from 'vitest';
import { indexInfrastructure } from '../../src/link/infrastructure-values.ts';
import { withRepeated } from '../../src/link/repeated-resources.ts';
import { factsOf } from '../infrastructure/resource.ts';

/** Address and name of every queue of a project. */
function queuesOf(files: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
  const resources = withRepeated(Object.entries(files).flatMap(([file, text]) => factsOf(file, text).resources));
  const { follow } = indexInfrastructure(resources);
  return Object.fromEntries(resources.flatMap((resource) => (resource.kind === 'queue' ? [[resource.address ?? resource.id, follow(resource.name, resource.scope).text]] : [])));
}

const queue = 'variable "name" { default = "unnamed" }\nresource "aws_sqs_queue" "this" { name = var.name }\noutput "arn" { value = aws_sqs_queue.this.arn }';

describe('modules', () => {
  test('each use of a local module has resources of its own', () => {
    expect(
      queuesOf({
        'infra/main.tf': 'module "orders" {\n source = "./queue"\n name = "orders"\n}\nmodule "returns" {\n source = "./queue"\n name = "returns"\n}\nmodule "shop" {\n source = "./shop"\n}',
        'infra/shop/main.tf': 'module "invoices" {\n source = "../queue"\n name = "invoices"\n}',
        'infra/queue/main.tf': queue,
      }),
    ).toEqual({
      'module.orders.aws_sqs_queue.this': 'orders',
      'module.returns.aws_sqs_queue.this': 'returns',
      'module.shop.module.invoices.aws_sqs_queue.this': 'invoices',
    });
  });

  test('a module for each entry, through what is given to another one', () => {
    expect(
      queuesOf({
        'main.tf': 'module "shop" {\n source = "./shop"\n queues = { orders = { name = "shop-orders" }, returns = { name = "shop-returns" } }\n}',
        'shop/main.tf': 'variable "queues" { default = {} }\nmodule "queue" {\n source = "../queue"\n for_each = var.queues\n name = each.value.name\n}',
        'queue/main.tf': queue,
      }),
    ).toEqual({ 'module.shop.module.queue["orders"].aws_sqs_queue.this': 'shop-orders', 'module.shop.module.queue["returns"].aws_sqs_queue.this': 'shop-returns' });
  });

  test('modules that use each other in a circle end', () => {
    const queues = queuesOf({ 'main.tf': 'module "a" { source = "./a" }', 'a/main.tf': `${queue}\nmodule "b" { source = "../b" }`, 'b/main.tf': 'module "a" { source = "../a" }\nmodule "again" { source = "../a" }' });
    expect(Object.keys(queues).length).toBeGreaterThan(0);
    expect(Object.keys(queues).length).toBeLessThan(5000);
  });
});

describe('repeated resources', () => {
  test.each([
    ['for_each = toset(["orders", "returns"])\n name = "shop-${each.key}"', { 'aws_sqs_queue.q["orders"]': 'shop-orders', 'aws_sqs_queue.q["returns"]': 'shop-returns' }],
    ['for_each = local.queues\n name = each.value.name', { 'aws_sqs_queue.q["a"]': 'orders', 'aws_sqs_queue.q["b"]': 'returns' }],
    ['for_each = local.queues\n name = local.queues[each.key].name', { 'aws_sqs_queue.q["a"]': 'orders', 'aws_sqs_queue.q["b"]': 'returns' }],
    ['for_each = var.names\n name = each.value', { 'aws_sqs_queue.q["given"]': 'given' }],
    ['count = length(local.list)\n name = local.list[count.index]', { 'aws_sqs_queue.q[0]': 'first', 'aws_sqs_queue.q[1]': 'second' }],
    ['count = 2\n name = "shard-${count.index}"', { 'aws_sqs_queue.q[0]': 'shard-0', 'aws_sqs_queue.q[1]': 'shard-1' }],
    ['count = var.on ? 1 : 0\n name = "orders"', { 'aws_sqs_queue.q': 'orders' }],
    ['count = 0\n name = "orders"', {}],
    ['for_each = var.unknown\n name = "shop-${each.key}"', { 'aws_sqs_queue.q': 'shop-…' }],
    ['for_each = merge(local.queues, var.unknown)\n name = each.key', { 'aws_sqs_queue.q': undefined }],
  ])('%s', (settings, expected) => {
    expect(
      queuesOf({
        'main.tf': `resource "aws_sqs_queue" "q" {\n ${settings}\n}`,
        'names.tf': 'locals {\n queues = { a = { name = "orders" }, b = { name = "returns" } }\n list = ["first", "second"]\n}\nvariable "names" { default = [] }\nvariable "unknown" {}',
        'terraform.tfvars': 'names = ["given"]\n',
      }),
    ).toEqual(expected);
  });

  test('one of several that are referred to by key', () => {
    const resources = withRepeated(
      factsOf(
        'main.tf',
        `resource "aws_sqs_queue" "q" {\n for_each = toset(["orders", "returns"])\n name = each.key\n}\nresource "aws_sqs_queue" "late" {\n for_each = aws_sqs_queue.q\n name = "\${each.value.name}-late"\n redrive_policy = jsonencode({ deadLetterTargetArn = aws_sqs_queue.q[each.key].arn })\n}`,
      ).resources,
    );
    const { follow } = indexInfrastructure(resources);
    const ends = resources.flatMap((resource) => (resource.kind === 'queue' && typeof resource.deadLetter === 'object' ? [[follow(resource.name, resource.scope).text, follow(resource.deadLetter.target, resource.scope).resource?.address]] : []));
    expect(ends).toEqual([
      ['orders-late', 'aws_sqs_queue.q["orders"]'],
      ['returns-late', 'aws_sqs_queue.q["returns"]'],
    ]);
  });
});
