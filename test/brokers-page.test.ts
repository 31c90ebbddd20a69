import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { brokers } from '../src/brokers/index.ts';
import type { Broker } from '../src/model/broker.ts';
import type { Delivery } from '../src/model/delivery.ts';
import { filesIn } from './files.ts';
import { project } from './source-files.ts';

const folder = path.join(project, 'src/brokers');
const sources = new Map(filesIn(folder).flatMap((file) => sourceOf(fs.readFileSync(path.join(folder, file), 'utf8'))));

test('every table says where its facts were seen', () => {
  expect(brokers.filter(({ name }) => !sources.has(name)).map(({ name }) => name)).toEqual([]);
});

test('docs/brokers.md is made from src/brokers: npm run docs', async () => {
  await expect(page()).toMatchFileSnapshot(path.join(project, 'docs/brokers.md'));
});

function page(): string {
  const sorted = brokers.toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
  return [
    '# Messaging libraries',
    '',
    'What the analysis knows of each client library. This page is made from the tables in `src/brokers`: `npm run docs`.',
    '',
    'A call is written as its type and member: `Channel.consume` is `consume` of whatever the library gives as a channel,',
    '`new Worker` a construction, `@Processor` a decorator, `SQSEvent` a type that makes a function a handler.',
    ...sorted.flatMap(sectionOf),
    ...FALSE_FRIENDS,
    '',
  ].join('\n');
}

const FALSE_FRIENDS = [
  '',
  '## What looks like a queue and is none',
  '',
  'Redis pub/sub (`subscribe`, `pSubscribe`, `publish` of ioredis and node-redis) has no delivery guarantee: a message goes',
  'to whoever is connected at that moment, at most once; nothing stores it, nobody acknowledges it, and it never comes',
  'again. So has core NATS, without JetStream. The analysis takes neither for a queue whose messages could be kept or tried',
  'again: no rule asks them for dead letters, and work that must not be lost does not belong there.',
  '',
  "Seen in: Redis' page \"Pub/sub\"; NATS' page \"Core NATS\" (at-most-once); measured on redis 7.0.15 and nats-server 2.9.10.",
];

function sectionOf(broker: Broker): readonly string[] {
  const { title, name, shape, system } = broker;
  const rows = rowsOf(broker).filter(([, text]) => text !== '');
  return [
    '',
    `## ${title}`,
    '',
    `${listOf(shape.packages)}; messaging system \`${system}\``,
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([what, text]) => `| ${what} | ${text} |`),
    '',
    `Seen in: ${sources.get(name) ?? '?'}`,
  ];
}

function rowsOf(broker: Broker): readonly (readonly [what: string, text: string])[] {
  const decorators = Object.keys(broker.decorators ?? {}).map((name) => `@${name}`);
  const settlements = Object.entries(broker.settlements ?? {}).map(([call, { settles }]) => `\`${call}\` (${settles})`);
  const listeners = [...Object.keys(broker.listeners ?? {}), ...Object.keys(broker.listenerDecorators ?? {}).map((name) => `@${name}`)];
  return [
    ['consumers', listOf([...Object.keys(broker.consumers ?? {}), ...decorators, ...Object.keys(broker.handlerTypes ?? {}), ...Object.keys(broker.handlerClasses ?? {}).map((name) => `extends ${name}`)])],
    ['producers', listOf(Object.keys(broker.producers ?? {}))],
    ['settles', settlements.join(', ')],
    ['declares', listOf(Object.keys(broker.declarations ?? {}))],
    ['tells of failures', listOf(listeners)],
    ...deliveryRows(broker),
  ];
}

/** A library that serves several systems delivers as each of them does. */
function deliveryRows({ delivery }: Broker): readonly (readonly [what: string, text: string])[] {
  if (!delivery) return [];
  if ('deadLetter' in delivery) return rowsOfDelivery(delivery, '');
  return Object.entries(delivery).flatMap(([system, each]) => rowsOfDelivery(each, ` (\`${system}\`)`));
}

function rowsOfDelivery({ deadLetter, deliveries, redelivery }: Delivery, system: string): readonly (readonly [what: string, text: string])[] {
  return [
    [`delivery guarantee${system}`, deadLetter === 'nothing' ? 'none: what nobody takes at once, or fails, is gone' : ''],
    [`where failed messages end${system}`, placeText(deadLetter)],
    [`tries${system}`, triesText(deliveries)],
    [`comes again${system}`, redelivery?.replace(' ({attempts} attempts)', '') ?? ''],
  ];
}

function placeText(place: Delivery['deadLetter']): string {
  if (typeof place === 'string') return place;
  if ('lostAfter' in place) return `lost after ${String(place.lostAfter)} tries`;
  return 'removedBy' in place ? `kept, unless \`${place.removedBy}\` is set` : `nowhere, unless the handler asks for ${listOf(place.countedBy)}`;
}

function triesText(count: Delivery['deliveries']): string {
  if (typeof count !== 'object') return String(count);
  return `\`${count.option}\`${count.more ? ' and the first time' : ''}; without it ${String(count.unset)}`;
}

function listOf(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

/** By name of the library: what the comment on its table says behind `Source:`. */
function sourceOf(text: string): readonly (readonly [name: string, source: string])[] {
  const [, name] = /: Broker = \{\s*name: '([^']+)'/.exec(text) ?? [];
  const comments = Array.from(text.matchAll(/\/\*\*([\s\S]*?)\*\//g), ([, comment = '']) => comment.replaceAll(/\s*\n\s*\*?\s?/g, ' '));
  const found = comments.flatMap((comment) => /Sources?: (.*)$/.exec(comment.trim())?.[1] ?? []);
  return name === undefined || found.length === 0 ? [] : [[name, found.join(' ').trim()]];
}
