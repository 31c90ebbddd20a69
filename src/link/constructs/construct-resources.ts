import type { AcceptedLack, QueueResource, Resource } from '../../model/infrastructure.ts';
import type { Linker } from '../linker.ts';
import { acceptedQueues } from './accepted.ts';
import { addedEnvironment, containerBindings, containerNames } from './containers.ts';
import { type Construct, findConstructs } from './constructs.ts';
import { mappingNames, readEventSources, readMappings } from './event-sources.ts';
import { type FunctionExtras, functionNames, readFunction } from './functions.ts';
import { invokeNames, readInvokeConfigs } from './invoke-configs.ts';
import { changedQueues, hasDefaultDeadLetter } from './later-settings.ts';
import { ionCloudflareNames, readIonCloudflare } from './ion-cloudflare.ts';
import { ionNames, readIon } from './ion.ts';
import { readLinks } from './links.ts';
import { pulumiNames, readPulumi } from './pulumi.ts';
import { destinationNames, readQueue, readTopic } from './queues.ts';
import { readRoutes, routeNames } from './routes.ts';
import { readSolutions, solutionNames } from './solutions.ts';
import { readSst, sstNames } from './sst.ts';
import { readRules, readTopicSubscriptions, ruleNames } from './subscriptions.ts';

const names = new Set([...destinationNames, ...functionNames, ...mappingNames, ...ruleNames, ...invokeNames, ...containerNames, ...pulumiNames, ...ionNames, ...ionCloudflareNames, ...routeNames, ...solutionNames, ...sstNames]);

/**
 * The resources that programs of the AWS CDK, of SST and of Pulumi declare, read from their sources: nothing is run.
 * The same facts as those of templates, at the place in the stack that asks for them.
 */
export function constructResources(linker: Linker): readonly Resource[] {
  const constructs = findConstructs(linker, names);
  if (!constructs || constructs.all.length === 0) return [];
  const changed = changedQueues(constructs);
  const accepted = acceptedQueues(constructs);
  const extras: FunctionExtras = { environment: addedEnvironment(constructs), defaultDeadLetter: hasDefaultDeadLetter(constructs) };
  const resources = constructs.all.flatMap((construct): readonly Declared[] =>
    [...readQueue(constructs, construct, changed).map((queue) => withAccepted(queue, accepted.get(queue.id))), ...readTopic(constructs, construct), ...readFunction(constructs, construct, extras)].map((resource) => ({ resource, construct })),
  );
  return [
    ...onceEach(resources),
    ...readEventSources(constructs),
    ...readMappings(constructs),
    ...readTopicSubscriptions(constructs),
    ...readRules(constructs),
    ...readInvokeConfigs(constructs),
    ...readRoutes(constructs),
    ...containerBindings(constructs),
    ...readSst(constructs, extras),
    ...readSolutions(constructs, extras),
    ...readPulumi(constructs),
    ...readIon(constructs),
    ...readIonCloudflare(constructs),
    ...readLinks(constructs),
  ];
}

function withAccepted(queue: QueueResource, accepted: AcceptedLack | undefined): QueueResource {
  return accepted ? { ...queue, accepted } : queue;
}

interface Declared {
  readonly resource: Resource;
  readonly construct: Construct;
}

/**
 * A stack that is made for several environments declares its resources several times. One of them stands for all; a
 * queue that has a dead-letter queue in some environments only is not known to have none.
 */
function onceEach(declared: readonly Declared[]): readonly Resource[] {
  const kept = new Set(declared.flatMap(({ resource, construct }) => (resource.kind === 'queue' && resource.deadLetter !== undefined ? [construct.written] : [])));
  const byId = new Map<string, Resource>();
  for (const { resource, construct } of declared) {
    const known = byId.get(resource.id);
    if (known && !(resource.kind === 'queue' && known.kind === 'queue' && known.deadLetter !== 'unknown')) continue;
    byId.set(resource.id, resource.kind === 'queue' && kept.has(construct.written) ? perhapsKept(resource) : (known ?? resource));
  }
  return [...byId.values()];
}

function perhapsKept(queue: QueueResource): QueueResource {
  return queue.deadLetter === undefined ? { ...queue, deadLetter: 'unknown' } : queue;
}
