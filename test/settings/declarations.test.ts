import { describe, expect, test } from 'vitest';
import { checkSettings } from '../../src/settings/check-settings.ts';
import { filePattern } from '../../src/settings/file-pattern.ts';
import { readConfig } from '../../src/settings/read-config.ts';

const consumer = { package: '@harbour/queue', call: 'Queue.subscribe', handler: 1 };

describe('a declaration', () => {
  test.each([
    { consumers: [consumer] },
    { consumers: [{ ...consumer, destination: '0.topic', like: 'sqs-consumer' }] },
    { consumers: [{ ...consumer, destination: { name: 'orders' }, deadLetter: false, maxDeliveries: 3, settles: 'after-handler' }] },
    { consumers: [{ files: 'src/workers/*.ts' }, { package: '@harbour/nest', call: '@Subscribe', destination: 0 }] },
    { queues: [{ system: 'aws_sqs', name: 'orders', deadLetter: false }] },
    { endpoints: [{ file: 'src/http.ts', call: 'serve', path: '/orders', handler: 'last' }] },
  ])('%j is valid', (settings) => {
    expect(checkSettings(settings)).toEqual({ valid: true, settings });
  });

  test.each([
    [{ consumers: {} }, "wants an array as 'consumers'."],
    [{ consumers: ['subscribe'] }, "wants an object ('consumers[0]')."],
    [{ consumers: [consumer, { ...consumer, handlr: 1 }] }, "has no 'handlr' here; there are: package, file, call, files, export, destination, handler, method, job, options, like, system, deadLetter, maxDeliveries, settles ('consumers[1]')."],
    [{ consumers: [{ ...consumer, constructor: 1 }] }, "has no 'constructor' here"],
    [{ consumers: [{ call: 'subscribe', handler: 1 }] }, "wants one of package, file, files ('consumers[0]')."],
    [{ consumers: [{ ...consumer, file: 'src/queue.ts' }] }, "wants one of package, file, files ('consumers[0]')."],
    [{ consumers: [{ package: '@harbour/queue' }] }, "wants a 'call' ('consumers[0]')."],
    [{ consumers: [{ package: '@harbour/queue', call: 'subscribe' }] }, "wants an argument such as 1 as 'handler' ('consumers[0]')."],
    [{ consumers: [{ ...consumer, call: 'subscribe(' }] }, "wants a call such as 'subscribe', 'Client.subscribe', 'new Worker' or '@Subscribe' as 'call' ('consumers[0]')."],
    [{ consumers: [{ ...consumer, handler: -1 }] }, "wants an argument such as 0, '0.queue' or 'last' as 'handler' ('consumers[0]')."],
    [{ consumers: [{ ...consumer, destination: { names: [] } }] }, "wants an argument such as 0 or '0.queue', or { name } as 'destination' ('consumers[0]')."],
    [{ consumers: [{ ...consumer, like: 'sqss' }] }, 'wants one of actionhero, agenda, amqplib,'],
    [{ consumers: [{ ...consumer, deadLetter: false }] }, "wants 'maxDeliveries' beside 'deadLetter: false' ('consumers[0]')."],
    [{ queues: [{ system: 'kafka', name: 'orders', deadLetter: false }] }, "wants 'maxDeliveries' beside 'deadLetter: false' ('queues[0]')."],
    [{ queues: [{ name: 'orders' }] }, "wants a text as 'system' ('queues[0]')."],
    [{ queues: [{ system: 'kafka', name: 'orders', maxDeliveries: 0 }] }, "wants a number from 1 as 'maxDeliveries' ('queues[0]')."],
    [{ effects: [{ package: '@harbour/mail', call: 'send', effect: 'email' }] }, "wants one of mail, sms, push, chat, payment, webhook, write, read, claim, none as 'effect' ('effects[0]')."],
    [{ consumers: [{ files: 'src/*.ts', call: 'run' }] }, "wants no 'call' beside 'files' ('consumers[0]')."],
  ])('%j is not', (settings, fault) => {
    const checked = checkSettings(settings);
    expect(checked.valid ? '' : checked.fault).toContain(`settings['async-patterns'] ${fault}`);
  });
});

describe('async-patterns.config.json', () => {
  test('may have comments, and name its schema', () => {
    expect(readConfig('{ "$schema": "x.json", // ours\n "ignore": ["legacy/",], }')).toEqual({ ignore: ['legacy/'] });
    expect(readConfig('')).toEqual({});
  });

  test.each([
    ['{ "ignore": [\n  "legacy/"\n', /^async-patterns\.config\.json:3 is no valid JSON \(\w+\)\.$/],
    ['[]', /must hold an object\.$/],
    ['{ "root": "." }', /has no setting 'root'; there are: ignore, includeTests, rules, consumers, producers, settlements, effects, queues, endpoints\.$/],
    ['{ "infrastructure": true }', /has no setting 'infrastructure'/],
    ['{ "ignore": "legacy/" }', /wants an array of strings as 'ignore'\.$/],
  ])('%j is wrong', (text, fault) => {
    expect(() => readConfig(text)).toThrow(fault);
  });
});

test.each([
  ['src/workers/*.ts', ['src/workers/mail.ts'], ['src/workers/mail.js', 'src/workers/mail/index.ts', 'lib/src/workers/mail.ts', 'src/workers/mail.tsx']],
  ['./src/**/worker.{ts,js}', ['src/worker.ts', 'src/a/b/worker.js'], ['src/a/workers.ts', 'worker.ts']],
  ['**/*.worker.?s', ['a.worker.ts', 'x/y/b.worker.js'], ['a.worker.jsx', 'aworker.ts']],
  ['src/[id]/{a', ['src/[id]/{a'], ['src/i/a']],
])('the pattern %s', (pattern, fitting, others) => {
  expect([...fitting, ...others].filter((file) => filePattern(pattern).test(file))).toEqual(fitting);
});
