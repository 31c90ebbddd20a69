import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import { rules } from '../../rules/index.ts';
import { withProject } from '../with-project.ts';

const functions = `import { app } from '@azure/functions';
app.storageQueue('mail', { connection: 'S', queueName: 'mail', handler: async (mail) => { await fetch('https://mail.example', { method: 'POST', body: String(mail) }); } });
`;
const manifest = '{ "name": "shop", "dependencies": { "@azure/functions": "^4.5.0" } }';

/** How often the queue trigger runs a message that fails. */
function deliveriesWith(hosts: Readonly<Record<string, string>>): object | undefined {
  const root = withProject({ 'package.json': manifest, 'app/src/functions.ts': functions, ...hosts });
  return auditOf(analyse({ root }), rules, { version: '0.0.0' }).consumers[0]?.deliveries;
}

describe('host.json', () => {
  test.each([
    ['says how often', { 'app/host.json': '{ "version": "2.0", "extensions": { "queues": { "maxDequeueCount": 3 } } }' }, { status: 'bounded', max: 3 }],
    ['with comments', { 'app/host.json': '{ "version": "2.0", // of the host\n "extensions": { "queues": { "maxDequeueCount": 2, }, }, }' }, { status: 'bounded', max: 2 }],
    ['says nothing: five times', { 'app/host.json': '{ "version": "2.0" }' }, { status: 'bounded', max: 5 }],
    ['the nearest counts', { 'host.json': '{ "version": "2.0", "extensions": { "queues": { "maxDequeueCount": 9 } } }', 'app/host.json': '{ "version": "2.0" }', 'other/host.json': '{ "version": "2.0", "extensions": { "queues": { "maxDequeueCount": 8 } } }' }, { status: 'bounded', max: 5 }],
    ['is filled in later', { 'app/host.json': '{ "version": "2.0", "extensions": { "queues": { "maxDequeueCount": "#{count}#" } } }' }, { status: 'bounded' }],
    ['is missing', {}, { status: 'bounded' }],
  ])('%s', (_, hosts, expected) => {
    expect(deliveriesWith(hosts)).toEqual(expected);
  });
});
