import type { CallReference, Entity } from '../../link/entity.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Suggestion } from '../../model/finding.ts';
import { writeOption } from '../../link/write-option.ts';
import { optionOf } from '../options.ts';
import type { FoundHazard } from './hazard-of.ts';

/**
 * A worker of BullMQ that is given a client of ioredis throws unless the client has `maxRetriesPerRequest: null`; the
 * default of ioredis is 20. Source: bullmq 5.0.0, 5.81.5 and 6.7.0 `dist/cjs/classes/redis-connection.js`
 * (`checkBlockingOptions`; up to 4.18.3 it only warns, and options that it makes the client of itself it sets right);
 * ioredis 5.11.1 `built/redis/RedisOptions.js`.
 */
export function retryingConnections({ linker, consumers }: ProjectModel): readonly FoundHazard[] {
  return consumers.flatMap(({ broker, version, options, declaredAt, destination }): readonly FoundHazard[] => {
    if (broker.name !== 'bullmq' || !(Number(version?.split('.')[0]) >= 5)) return [];
    const [client, ...others] = optionOf(linker, options.filter(({ is }) => is === 'object'), 'connection');
    const made = client && others.length === 0 ? madeBy(client) : undefined;
    if (!made || !retries(linker, made)) return [];
    const says = "BullMQ throws for a worker whose client of ioredis has no 'maxRetriesPerRequest: null' (20 by default).";
    return [{ at: declaredAt, harm: 'refused', name: destination?.shown ?? '?', says, suggestions: waiting(made) }];
  });
}

/** `new Redis(…)` itself: what `duplicate()` and functions give may have other options. */
function madeBy(client: Entity): CallReference | undefined {
  return client.is === 'external' && client.package === 'ioredis' && client.from === 'new' && !client.by ? client.call : undefined;
}

/** Is every argument read, and does none say how often to try? */
function retries(linker: ProjectModel['linker'], { file, call, frame }: CallReference): boolean {
  const given = file.calls[call]?.arguments ?? [];
  return given.every((argument) => {
    if (argument.kind === 'spread') return false;
    const entities = linker.evaluate(argument, frame);
    return entities.length > 0 && entities.every((entity) => isAddress(entity) || (entity.is === 'object' && isSilent(entity)));
  });
}

/** Whatever an address says of it in its query is text, which is not `null` either. */
function isAddress(entity: Entity): boolean {
  return entity.is === 'text' || entity.is === 'setting' || (entity.is === 'constant' && typeof entity.value === 'number');
}

function isSilent({ value, writes = [] }: Extract<Entity, { is: 'object' }>): boolean {
  return writes.length === 0 && value.properties.every((property) => property.kind === 'value' && property.key !== 'maxRetriesPerRequest');
}

/** The client then waits for Redis without end, also for those who share it. */
function waiting(made: CallReference): readonly Suggestion[] {
  const given = made.file.calls[made.call]?.arguments ?? [];
  const written = given.findIndex(({ kind }) => kind === 'object');
  const edits = writeOption(made, written >= 0 ? written : given.length, ['maxRetriesPerRequest: null']);
  return edits.length === 0 ? [] : [{ title: 'Let the client wait for Redis without end (others who use it will wait as well).', edits }];
}
