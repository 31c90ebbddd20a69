import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

/** `destination file:line kept` of every consumer, sorted. */
function consumersIn(files: Files): readonly string[] {
  const { model } = analyse({ root: withProject({ 'package.json': json({ name: 'shop', dependencies: { hono: '4.13.19', awilix: '13.0.0' } }), ...files }) });
  return model.consumers.map(({ handler, subscriptions }) => `${handler?.file.file ?? '?'} ${handler?.fact.name ?? '?'} ${subscriptions.map(({ deadLetter }) => (typeof deadLetter === 'object' ? 'kept' : String(deadLetter))).join()}`).sort();
}

const script = (endpoint: string): string => `#!/bin/sh
curl -X PUT http://emulator:8085/v1/projects/\${PROJECT}/subscriptions/\${NAME} -d '{
  "topic": "projects/'\${PROJECT}'/topics/orders",
  "pushConfig": { "pushEndpoint": "'${endpoint}'" },
  "deadLetterPolicy": { "deadLetterTopic": "projects/shop/topics/failed", "maxDeliveryAttempts": 5 }
}'
`;

const server = `
  import { Hono } from 'hono';
  const app = new Hono();
  app.post('/push/orders', async function orders(context) { return context.text('ok'); });
  app.post('/push/invoices', async function invoices(context) { return context.text('ok'); });`;

test('a subscription that curl makes, with the endpoint in a variable of Compose', () => {
  const files: Files = {
    'dev/start.sh': script('${PUSH_ENDPOINT}'),
    'docker-compose.yml': 'services:\n  one: { environment: [PUSH_ENDPOINT=http://app:8080/push/orders] }\n  two: { environment: [PUSH_ENDPOINT=http://testing:8083/push/orders] }\n',
    'server.ts': server,
  };
  expect(consumersIn(files)).toEqual(['server.ts orders kept']);
});

test('a variable that leads to two routes, or nowhere, leads to none', () => {
  const compose = 'services:\n  one: { environment: [PUSH_ENDPOINT=http://app:8080/push/orders] }\n  two: { environment: [PUSH_ENDPOINT=http://app:8083/push/invoices] }\n';
  expect(consumersIn({ 'dev/start.sh': script('${PUSH_ENDPOINT}'), 'docker-compose.yml': compose, 'server.ts': server })).toEqual([]);
  expect(consumersIn({ 'dev/start.sh': script('${PUSH_ENDPOINT}'), 'server.ts': server })).toEqual([]);
});

test('what a container gives is what its type argument says', () => {
  const files: Files = {
    'dev/start.sh': script('http://app/push/orders'),
    'server.ts': `
      import { Hono } from 'hono';
      import { createContainer } from 'awilix';
      import type { createOrders } from './orders';
      const container = createContainer();
      const app = new Hono();
      app.post('/push/orders', container.resolve<ReturnType<typeof createOrders>>('orders'));`,
    'orders.ts': `export function createOrders() { return async function takeOrder(context) { return context.text('ok'); }; }`,
  };
  expect(consumersIn(files)).toEqual(['orders.ts takeOrder kept']);
});
