import { posix } from 'node:path';
import type { FunctionResource, MappingResource, Resource, WrittenDeadLetter } from '../../model/infrastructure.ts';
import { type Entity, plainText } from '../entity.ts';
import { type Construct, type Constructs, SCOPE } from './constructs.ts';
import { receiverOf } from './event-sources.ts';
import { argumentOf, deadLetterIn, numberOf, partOf, placeOf } from './written.ts';
import { writtenAt } from '../written.ts';

/**
 * Queues of Cloudflare in an app of SST v3. The dead-letter queue is a property of the queue; 3 retries unless it says so.
 * Source: https://github.com/sst/sst `platform/src/components/cloudflare/queue.ts`, commit 19fff192eeda.
 */
const QUEUE = 'ion.cloudflare.Queue';

export const ionCloudflareNames: readonly string[] = [QUEUE];

export function readIonCloudflare(constructs: Constructs): readonly Resource[] {
  const queues = constructs.all.flatMap((construct): readonly Resource[] =>
    construct.name === QUEUE ? [{ kind: 'queue', id: construct.id, scope: SCOPE, at: construct.at, system: 'cloudflare_queues', deadLetter: undefined }] : [],
  );
  return [...queues, ...readSubscribers(constructs)];
}

/** `queue.subscribe('src/orders.ts')`, `queue.subscribe({ handler: 'src/orders.ts' }, { batch })`: a worker's `queue` method. */
function readSubscribers(constructs: Constructs): readonly Resource[] {
  const { linker } = constructs;
  return constructs.callsOf('subscribe').flatMap(({ reference }): readonly Resource[] => {
    const queue = constructs.find(receiverOf(constructs, reference));
    if (queue?.name !== QUEUE) return [];
    const at = constructs.at(reference);
    const worker: FunctionResource = {
      kind: 'function',
      id: constructs.newId(`${queue.id} subscriber`),
      scope: SCOPE,
      at,
      ...entryIn(constructs, argumentOf(linker, reference, 0), reference.file.file),
      environment: {},
      asynchronousDeadLetter: undefined,
    };
    const batchSize = numberOf(writtenAt(linker, argumentOf(linker, reference, 1), 'batch', 'size'));
    const mapping: MappingResource = {
      kind: 'mapping',
      id: constructs.newId('subscriber'),
      scope: SCOPE,
      at,
      source: { kind: 'reference', to: queue.id },
      sourceSystem: 'cloudflare_queues',
      function: { kind: 'reference', to: worker.id },
      ...(batchSize !== undefined && { batchSize }),
      reportsBatchItemFailures: false,
      ...settingsOf(constructs, queue, argumentOf(linker, reference, 1)),
    };
    return [worker, mapping];
  });
}

/** A path starts where `sst.config.ts` is. */
function entryIn({ linker }: Constructs, subscriber: readonly Entity[], file: string): Pick<FunctionResource, 'entry'> {
  const [only] = subscriber;
  const path = only?.is === 'object' ? partOf(writtenAt(linker, subscriber, 'handler')).map(plainText)[0] : only && plainText(only);
  if (path === undefined) return {};
  const folders = [posix.dirname(file), ''];
  const found = folders.map((folder) => posix.normalize(posix.join(folder, path))).find((each) => linker.files.has(each));
  return found === undefined ? {} : { entry: found };
}

function settingsOf(constructs: Constructs, queue: Construct, subscription: readonly Entity[]): Pick<MappingResource, 'deadLetter' | 'maxDeliveries'> {
  const { linker } = constructs;
  const retries = numberOf(constructs.property(queue, 'dlq', 'retry'));
  const written = deadLetterIn(constructs.property(queue, 'dlq'), (entities) => ({ target: constructs.valueOf(partOf(writtenAt(linker, entities, 'queue'))), at: placeOf(entities) ?? queue.at }));
  // `transform` may set anything of the consumer.
  const deadLetter: WrittenDeadLetter = written ?? (writtenAt(linker, subscription, 'transform') === undefined ? undefined : 'unknown');
  return { deadLetter, ...(retries !== undefined && { maxDeliveries: retries }) };
}
