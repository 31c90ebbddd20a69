import { expect, test } from 'vitest';
import { readInfrastructure } from '../../src/infrastructure/index.ts';
import { factsOf, place, resourceOf } from './resource.ts';

const definitions = `{
  "rabbitmq_version": "4.2.0",
  "vhosts": [{ "name": "/" }],
  "queues": [
    { "name": "orders", "vhost": "/", "durable": true, "arguments": { "x-dead-letter-exchange": "failed", "x-delivery-limit": 5 } },
    { "name": "mails", "vhost": "/", "durable": true, "arguments": {} }
  ],
  "policies": [
    { "vhost": "/", "name": "dlx", "pattern": "^invoices", "apply-to": "queues", "priority": 2, "definition": { "dead-letter-exchange": "failed" } },
    { "vhost": "/", "name": "lazy", "pattern": ".*", "apply-to": "exchanges", "definition": {} },
    { "vhost": "/", "name": "kept", "pattern": ".*", "apply-to": "streams", "priority": 9, "definition": { "max-age": "7D" } },
    { "vhost": "/", "name": "all", "pattern": "^mails", "definition": { "dead-letter-exchange": "failed" } }
  ]
}`;

test('queues with their arguments', () => {
  const facts = factsOf('broker/definitions.json', definitions);
  expect(facts.format).toBe('rabbitmq');
  const orders = resourceOf(facts, 'queue', 'queues.orders');
  expect(orders).toMatchObject({ system: 'rabbitmq', name: { text: 'orders' }, deadLetter: { target: { text: 'failed' }, maxDeliveries: 5 } });
  expect(place(orders.at)).toBe('5:5-5:132');
  expect(resourceOf(facts, 'queue', 'queues.mails').deadLetter).toBeUndefined();
});

test('policies with their pattern', () => {
  const facts = factsOf('broker/definitions.json', definitions);
  expect(resourceOf(facts, 'policy', 'policies.dlx')).toMatchObject({ pattern: '^invoices', priority: 2, appliesToQueues: true, deadLetter: { target: { text: 'failed' } } });
  expect(resourceOf(facts, 'policy', 'policies.kept')).toMatchObject({ priority: 9, appliesToQueues: false });
  expect(resourceOf(facts, 'policy', 'policies.all')).toMatchObject({ priority: 0, appliesToQueues: true });
  expect(resourceOf(facts, 'policy', 'policies.lazy')).toMatchObject({ appliesToQueues: false, deadLetter: undefined });
});

test('other JSON is left alone, and broken JSON gives what can be read', () => {
  expect(readInfrastructure('queues.json', '{ "queues": [{ "name": "orders" }] }')).toBeUndefined();
  const facts = factsOf('definitions.json', definitions.slice(0, 330));
  expect(facts.problems.length).toBeGreaterThan(0);
  expect(resourceOf(facts, 'queue', 'queues.orders').deadLetter).toBeDefined();
  expect(factsOf('definitions.json', '{ "vhosts": 1, "queues": 3, "policies": [1, null, {}] }').resources).toHaveLength(3);
});
