import { expect, test } from 'vitest';
import { requireGracefulShutdown } from '../../rules/require-graceful-shutdown.ts';
import { analyse } from '../../src/analyse.ts';
import { messageOf } from '../../src/rule/rule.ts';
import { describeFixtures } from '../fixtures.ts';
import { withProject } from '../with-project.ts';

describeFixtures('require-graceful-shutdown');

test.each([
  ['{ noAck: true }', 'what was delivered is lost'],
  ['{}', 'RabbitMQ delivers it again, from the start'],
])('says what becomes of the work: %s', (options, says) => {
  const { model } = analyse({
    root: withProject({
      'package.json': '{ "dependencies": { "amqplib": "0.10.9" } }',
      'worker.js': `
        const amqplib = require('amqplib');
        async function run() {
          const channel = await (await amqplib.connect('amqp://broker')).createChannel();
          await channel.consume('orders', (message) => console.log(message.content), ${options});
        }
        run();`,
    }),
  });
  const [finding] = requireGracefulShutdown.check(model, {});
  expect(finding && messageOf(requireGracefulShutdown, finding)).toContain(says);
});
