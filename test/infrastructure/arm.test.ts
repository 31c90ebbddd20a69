import { expect, test } from 'vitest';
import { readInfrastructure } from '../../src/infrastructure/index.ts';
import { factsOf, place, resourceOf } from './resource.ts';

function template(parts: object): string {
  return JSON.stringify({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', ...parts }, undefined, 1);
}

test('names made of parameters, variables and functions', () => {
  const facts = factsOf('azuredeploy.json', template({
    parameters: { prefix: { type: 'string', defaultValue: 'shop' }, stage: { type: 'string' } },
    variables: { bus: "[concat(parameters('prefix'), '-bus')]", orders: { name: "[toLower('ORDERS')]" } },
    resources: [
      {
        type: 'Microsoft.ServiceBus/namespaces',
        name: "[variables('bus')]",
        resources: [{ type: 'queues', name: "[format('{0}/{1}', variables('bus'), variables('orders').name)]", properties: { lockDuration: 'PT30S', maxDeliveryCount: 3 } }],
      },
      { type: 'Microsoft.ServiceBus/namespaces/queues', name: "[concat(variables('bus'), '/mails-', parameters('stage'))]" },
      { type: 'Microsoft.Web/sites', name: 'shop', properties: { siteConfig: { appSettings: [{ name: 'ORDERS_QUEUE', value: "[variables('orders').name]" }] } } },
      { type: 'Microsoft.Web/sites/config', name: 'shop/appsettings', properties: { MAILS_QUEUE: 'mails' } },
    ],
  }));
  expect(facts.format).toBe('arm');
  expect(resourceOf(facts, 'queue', 'resources.0.resources.0')).toMatchObject({ name: { text: 'orders' }, lockSeconds: 30, deadLetter: { maxDeliveries: 3 } });
  expect(resourceOf(facts, 'queue', 'resources.1').name).toMatchObject({ kind: 'template', parts: [{ text: 'mails-' }, { kind: 'unknown' }] });
  expect(resourceOf(facts, 'binding', 'resources.2.ORDERS_QUEUE').value).toEqual({ kind: 'text', text: 'orders' });
  expect(resourceOf(facts, 'binding', 'resources.3.MAILS_QUEUE').value).toEqual({ kind: 'text', text: 'mails' });
  expect(place(resourceOf(facts, 'queue', 'resources.0.resources.0').at)).toBe('23:5-30:6');
});

test('nested templates with what they are given', () => {
  const inner = { parameters: { name: { type: 'string' } }, resources: [{ type: 'Microsoft.EventHub/namespaces/eventhubs', name: "[concat('hub/', parameters('name'))]" }] };
  const facts = factsOf('azuredeploy.json', template({
    variables: { hub: 'positions' },
    resources: [{ type: 'Microsoft.Resources/deployments', name: 'hubs', properties: { parameters: { name: { value: "[variables('hub')]" } }, template: inner } }],
  }));
  expect(resourceOf(facts, 'topic', 'resources.0.resources.0')).toMatchObject({ system: 'eventhubs', name: { text: 'positions' } });
});

test('what Bicep has generated is left to the Bicep file', () => {
  const queue = { type: 'Microsoft.ServiceBus/namespaces/queues', name: 'bus/orders' };
  expect(factsOf('main.json', template({ metadata: { _generator: { name: 'bicep', version: '0.30' } }, resources: [queue] })).resources).toEqual([]);
});

test('broken and circular templates give what can be read', () => {
  const whole = template({ variables: { a: "[variables('b')]", b: "[concat(variables('a'), variables('a'))]" }, resources: [{ type: 'Microsoft.ServiceBus/namespaces/queues', name: "[variables('a')]" }, 3, null, { type: 7 }] });
  expect(factsOf('a.json', whole).resources).toHaveLength(4);
  const broken = factsOf('a.json', whole.slice(0, -40));
  expect(broken.problems.length).toBeGreaterThan(0);
  expect(resourceOf(broken, 'queue', 'resources.0').name).toMatchObject({ kind: 'template' });
  expect(readInfrastructure('a.json', '{ "$schema": "https://json.schemastore.org/other.json", "x": "/deploymentTemplate.json" }')).toBeUndefined();
});
