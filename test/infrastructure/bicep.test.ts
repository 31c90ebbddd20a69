import { expect, test } from 'vitest';
import { readInfrastructure } from '../../src/infrastructure/index.ts';
import { factsOf, place, resourceOf } from './resource.ts';

function bicep(text: string) {
  return factsOf('infra/main.bicep', text);
}

test('names made of parameters, variables and functions', () => {
  const facts = bicep(`param prefix string = 'shop'
@allowed([
  'dev'
  'live'
])
param stage 'dev'
  | 'live'
var base = toLower('\${prefix}-ORDERS')
resource orders 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  name: 'bus/\${base}' // the queue's own name is the last part
  properties: {
    lockDuration: 'PT1M30S'
    maxDeliveryCount: 5
    defaultMessageTimeToLive: 'P14D'
  }
}
`);
  const orders = resourceOf(facts, 'queue', 'orders');
  expect(orders).toMatchObject({ system: 'servicebus', lockSeconds: 90, retentionSeconds: 14 * 86_400, deadLetter: { maxDeliveries: 5 } });
  expect(orders.name).toEqual({ kind: 'template', parts: [{ kind: 'reference', to: 'var.prefix' }, { kind: 'text', text: '-orders' }] });
  expect(place(orders.at)).toBe('9:1-16:2');
  expect(typeof orders.deadLetter === 'object' && place(orders.deadLetter.at)).toBe('13:5-13:24');
  expect(resourceOf(facts, 'value', 'var.prefix').value).toEqual({ kind: 'text', text: 'shop' });
});

test('child resources, and those that are only looked up', () => {
  const facts = bicep(`resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = { name: 'bus' }
resource hub 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: 'hub'
  resource positions 'eventhubs' = { name: 'positions' }
}
resource known 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = { parent: bus, name: 'orders' }
resource invoices 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = { parent: bus, name: 'invoices' }
resource mail 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = { parent: invoices, name: 'mail', properties: { } }
output hub string = hub::positions.name
`);
  expect(resourceOf(facts, 'topic', 'positions')).toMatchObject({ system: 'eventhubs', name: { text: 'positions' } });
  expect(resourceOf(facts, 'value', 'known').value).toEqual({ kind: 'text', text: 'orders' });
  expect(resourceOf(facts, 'subscription', 'mail')).toMatchObject({ topic: { to: 'invoices' }, deadLetter: { maxDeliveries: 10 } });
  expect(resourceOf(facts, 'value', 'output.hub').value).toEqual({ kind: 'reference', to: 'positions', attribute: 'name' });
});

test('a loop over a list that is written out declares each; over another one it has no names', () => {
  const loop = (list: string) => bicep(`${list}
resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2024-01-01' = [for (name, index) in names: if (index > 0) {
  name: 'files/default/\${name}'
}]
`).resources.flatMap((each) => (each.kind === 'queue' ? [each.name] : []));
  expect(loop("param names array = ['orders', 'mails']")).toEqual([{ kind: 'text', text: 'orders' }, { kind: 'text', text: 'mails' }]);
  expect(loop('param names array')).toEqual([{ kind: 'unknown', why: 'each is another one' }]);
});

test('modules with what they are given, app settings among it, and those of the public registry', () => {
  const facts = bicep(`module app 'app.bicep' = {
  params: { name: 'shop', appSettings: { ORDERS_QUEUE: queues.outputs.name } }
}
module queues 'br/public:avm/res/service-bus/namespace:0.14.0' = {
  params: {
    queues: [{ name: 'orders', maxDeliveryCount: 4 }]
    topics: [{ name: 'invoices', subscriptions: [{ name: 'mail' }] }]
  }
}
`);
  expect(resourceOf(facts, 'foreign', 'app')).toMatchObject({ source: 'app.bicep', inputs: { name: { text: 'shop' } } });
  expect(resourceOf(facts, 'binding', 'app.ORDERS_QUEUE').value).toEqual({ kind: 'reference', to: 'queues', attribute: 'name' });
  expect(resourceOf(facts, 'queue', 'queues.queues.0')).toMatchObject({ name: { text: 'orders' }, deadLetter: { maxDeliveries: 4 } });
  expect(resourceOf(facts, 'subscription', 'queues.topics.0.subscriptions.0')).toMatchObject({ name: { text: 'mail' }, topic: { text: 'invoices' } });
});

test('what depends on a condition, or is known at deployment alone, is not known', () => {
  const facts = bicep(`param isLive bool
resource orders 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  name: isLive ? 'orders' : 'orders-test'
  properties: { maxDeliveryCount: isLive ? 5 : 1 }
}
resource mails 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  name: isLive ? 'mails' : 'mails'
  ...settings
}
`);
  expect(resourceOf(facts, 'queue', 'orders').name).toEqual({ kind: 'unknown', why: 'it depends on a condition' });
  const { deadLetter } = resourceOf(facts, 'queue', 'orders');
  expect(typeof deadLetter === 'object' && deadLetter.maxDeliveries).toBeUndefined();
  const mails = resourceOf(facts, 'queue', 'mails');
  expect(mails.name).toEqual({ kind: 'text', text: 'mails' });
  expect(typeof mails.deadLetter === 'object' && mails.deadLetter.maxDeliveries).toBeUndefined();
});

test('a statement that cannot be read is left out, and the others are read', () => {
  const facts = bicep(`resource broken 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  name: 'broken
  properties: { maxDeliveryCount: 1
}
resource orders 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = {
  name: 'orders'
}
`);
  expect(facts.problems.map(({ at }) => at.line)).toEqual([2, 8]);
  expect(facts.resources.map(({ id }) => id)).toEqual(['orders']);
});

test.each([
  ['brackets without end', 'var a = '.concat('['.repeat(100_000))],
  ['texts in texts without end', 'var a = '.concat("'${".repeat(100_000))],
  ['members without end', `var a = ${'('.repeat(100_000)}`],
  ['a comment without end', `/* ${'x'.repeat(1000)}`],
  ['other blanks', "\u00A0var a = \u2028'x'"],
])('%s: no exception', (_, text) => {
  expect(bicep(text).resources).toEqual([]);
});

test('variables that name each other end', () => {
  const pairs = Array.from({ length: 40 }, (_, at) => `var v${String(at)} = [v${String(at + 1)}, v${String(at + 1)}]`);
  const facts = bicep(`var a = b\nvar b = a\n${pairs.join('\n')}\noutput x array = v0\noutput y string = a\n`);
  expect(facts.resources.map(({ id }) => id)).toEqual(['output.x', 'output.y']);
});

test('every prefix of a file is read without an exception', () => {
  const whole = "param p string = 'a${b('c', [for x in y: x ? 1 : 2])}'\nresource r 'T/t@1' = if (a) {\n  @x()\n  name: '''\n a'''\n  ...b\n  resource c 'd' = {}\n}\n";
  for (let end = 0; end <= whole.length; end += 1) readInfrastructure('main.bicep', whole.slice(0, end));
});
