import type { InfrastructureValue, Resource } from '../../model/infrastructure.ts';
import { booleanAt, numberAt } from '../aws/setting.ts';
import { locate } from '../reading/source-text.ts';
import { reference, template as put, text } from '../reading/value.ts';
import { type Entry, entriesOf, entryOf, textOf, treeAt } from '../tree/tree.ts';
import { readFunction } from './functions.ts';
import { foreignPart, type Service, stackName } from './service.ts';

const defaultTimeout = 6;
const fourteenDays = 14 * 24 * 60 * 60;

/**
 * Constructs of serverless-lift. A `queue` brings a dead-letter queue (three deliveries, kept for fourteen days), a
 * worker that gets one message at a time, and hides a message for six times as long as the worker may run.
 * Source: https://github.com/getlift/lift/blob/master/docs/queue.md
 */
export function readConstructs(service: Service): readonly Resource[] {
  return entriesOf(treeAt(service.root, 'constructs')).flatMap((entry) => {
    if (entry.value.kind !== 'map') return foreignPart(service, `constructs.${entry.key}`, entry.value, entry.span);
    return textOf(treeAt(entry.value, 'type')) === 'queue' ? readQueue(entry, service) : [];
  });
}

function readQueue({ key, value, span }: Entry, service: Service): readonly Resource[] {
  const { template } = service;
  const base = { scope: template.scope, at: locate(template.source, span) };
  const id = `constructs.${key}`;
  const fifo = booleanAt(value, ['fifo'], template) === true;
  const name = (end: string): InfrastructureValue =>
    put([stackName(service), text(`-${key}${end}${fifo ? '.fifo' : ''}`)]);
  const maxDeliveries = entryOf(value, 'maxRetries') ? numberAt(value, ['maxRetries'], template) : 3;
  return [
    {
      kind: 'queue',
      id,
      ...base,
      system: 'aws_sqs',
      name: name(''),
      deadLetter: {
        target: reference(`${id}.dlq`, 'dlqArn'),
        maxDeliveries,
        at: locate(template.source, entryOf(value, 'maxRetries')?.span ?? span),
      },
      fifo,
      lockSeconds: lockSeconds(value, service),
    },
    {
      kind: 'queue',
      id: `${id}.dlq`,
      ...base,
      system: 'aws_sqs',
      name: name('-dlq'),
      deadLetter: undefined,
      fifo,
      retentionSeconds: fourteenDays,
    },
    ...readWorker({ key, value, span }, service),
  ];
}

/** The worker is written inside the construct, or is the name of a function. */
function readWorker({ key, value, span }: Entry, service: Service): readonly Resource[] {
  const { template } = service;
  const worker = entryOf(value, 'worker');
  if (worker === undefined) return [];
  const named = textOf(worker.value);
  const owner = `functions.${named ?? `${key}Worker`}`;
  const mapping: Resource = {
    kind: 'mapping',
    id: `constructs.${key}.worker`,
    scope: template.scope,
    at: locate(template.source, span),
    source: reference(`constructs.${key}`, 'queueArn'),
    sourceSystem: 'aws_sqs',
    function: reference(owner),
    batchSize: entryOf(value, 'batchSize') ? numberAt(value, ['batchSize'], template) : 1,
    reportsBatchItemFailures: true,
    deadLetter: undefined,
  };
  if (named !== undefined) return [mapping];
  const { value: settings, span: at } = worker;
  if (settings.kind !== 'map') return [...foreignPart(service, owner, settings, at), mapping];
  return [readFunction({ id: owner, name: `${key}Worker`, settings, span: at }, service), mapping];
}

function lockSeconds(construct: Entry['value'], { root, template }: Service): number | undefined {
  const worker = treeAt(construct, 'worker');
  const named = textOf(worker);
  const settings = named === undefined ? worker : treeAt(root, 'functions', named);
  if (settings?.kind !== 'map') return undefined;
  const timeout = entryOf(settings, 'timeout') ? numberAt(settings, ['timeout'], template) : defaultTimeout;
  const window = entryOf(construct, 'maxBatchingWindow') ? numberAt(construct, ['maxBatchingWindow'], template) : 0;
  return timeout === undefined || window === undefined ? undefined : timeout * 6 + window;
}
