import type { Broker } from '../model/broker.ts';
import type { Declaration } from '../model/declaration.ts';
import type { Framework } from '../model/framework.ts';
import type { EffectReader } from '../model/effect.ts';
import type { InfrastructureFacts } from '../model/infrastructure.ts';
import { createFlowBuilder, type FlowBuilder, type Table } from './build-flow.ts';
import { calledConsumers } from './consumers.ts';
import { decoratedConsumers } from './decorated-consumers.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import { createLinker } from './create-linker.ts';
import { cutsIn } from './cuts.ts';
import { findDeclarations } from './declarations.ts';
import { dispatchedConsumers } from './dispatch.ts';
import { type Deployed, deployedConsumers, deployedFunctions, handlerKey, outsideName } from './deployed.ts';
import { type DestinationFacts, type DestinationIndex, indexDestinations, type Naming } from './destinations.ts';
import type { Flow } from './flow.ts';
import { folderScans } from './folder-scans.ts';
import { handlerArguments } from './handler-arguments.ts';
import { idOf } from './id-of.ts';
import { indexInfrastructure, type InfrastructureIndex } from './infrastructure-values.ts';
import { constructResources } from './constructs/construct-resources.ts';
import { givenSubscriptions } from './constructs/given-entries.ts';
import { messagePart } from './receivers.ts';
import { withRepeated } from './repeated-resources.ts';
import { answersSender } from './replies.ts';
import { onceEach } from './shared-registry.ts';
import { settledBy } from './settled-by.ts';
import { classConsumers } from './class-consumers.ts';
import { fileConsumers } from './file-consumers.ts';
import { typedConsumers } from './lambda.ts';
import type { Binding, Linker, LinkInput } from './linker.ts';
import { findEntries } from './entries/find-entries.ts';
import { namedCases } from './jobs/named-cases.ts';
import { namesIn } from './name.ts';
import { findListeners } from './listeners.ts';
import { findProducers } from './producers.ts';
import type { Consumer, ConsumerFacts, ProjectModel } from './project-model.ts';
import { findTransports, transportOf } from './transports.ts';

export interface ProjectInput extends LinkInput {
  readonly brokers: readonly Broker[];
  readonly frameworks: readonly Framework[];
  readonly effects: EffectReader;
  readonly infrastructure: readonly InfrastructureFacts[];
  /** What the settings declare. */
  readonly stated: readonly Declaration[];
  versionOf(file: string, packageName: string): string | undefined;
  /** Folder of the package a file belongs to. */
  packageOf(file: string): string;
}

/** Joins the facts of all files into one model of the project. */
export function linkProject(input: ProjectInput): ProjectModel {
  const { brokers, effects } = input;
  const linker = createLinker({ ...input, bindings: boundClients(input.infrastructure) });
  const declared = withRepeated([...input.infrastructure.flatMap(({ resources }) => resources), ...constructResources(linker)]);
  const written = indexInfrastructure(declared);
  let entries: ProjectModel['entries'] | undefined;
  const entriesOf = (): ProjectModel['entries'] => (entries ??= findEntries(linker, input.frameworks, written, (file, name) => input.versionOf(file, name)));
  const deployed = deployedFunctions(linker, written, entriesOf);
  let producers: ProjectModel['producers'] | undefined;
  const producersOf = (): ProjectModel['producers'] => (producers ??= findProducers(linker, brokers));
  const linked = findConsumers(linker, brokers, deployed, written, producersOf);
  const given = givenSubscriptions(linker, declared, namesOf(linked, 'gcp_pubsub'));
  const infrastructure = given.length === 0 ? written : indexInfrastructure([...declared, ...given]);
  const declarations = findDeclarations(linker, brokers);
  const index = indexDestinations({ consumed: linked.map(namingOf), sent: producersOf().map(namingOf) }, declarations, infrastructure);
  const flows = createFlowBuilder({
    linker,
    effects,
    producers: tableOf(brokers, (broker) => broker.producers),
    settlements: tableOf(brokers, (broker) => broker.settlements),
  });
  return {
    consumers: linked.map((consumer) => consumerOf(input, flows, consumer, deployed, index)),
    producers: producersOf(),
    destinations: index.destinations,
    listeners: findListeners(linker, brokers),
    packageOf: (file) => input.packageOf(file),
    versionOf: (file, name) => input.versionOf(file, name),
    declarations,
    stated: input.stated,
    infrastructure,
    destinationOf: (naming) => index.destinationOf(naming),
    destinationsOf: (naming) => index.destinationsOf(naming),
    get entries() {
      return entriesOf();
    },
    get unknowns() {
      const cuts = cutsIn(linker.files.values());
      return linked.length + producersOf().length === 0 ? cuts : [...cuts, ...folderScans(linker)];
    },
    flowOf: (target) => flows.flowOf(target),
    flows,
    linker,
  };
}

function boundClients(infrastructure: readonly InfrastructureFacts[]): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const resource of infrastructure.flatMap(({ resources }) => resources)) {
    if (resource.kind !== 'binding' || !resource.client) continue;
    const { client: { platform, type }, name } = resource;
    bindings.set(name, { client: { is: 'external', package: platform[0], from: 'type', name: type, binding: name }, platform });
  }
  return bindings;
}

function namesOf(consumers: readonly LinkedConsumer[], system: LinkedConsumer['system']): ReadonlySet<string> {
  return new Set(consumers.flatMap((consumer) => (consumer.system === system ? (consumer.destination?.texts ?? []) : [])));
}

function findConsumers(
  linker: Linker,
  brokers: readonly Broker[],
  deployed: readonly Deployed[],
  infrastructure: InfrastructureIndex,
  producersOf: () => ProjectModel['producers'],
): readonly LinkedConsumer[] {
  const transports = findTransports(linker);
  const decorated = decoratedConsumers(linker, brokers).map((consumer): LinkedConsumer => {
    if (consumer.system !== 'unknown') return consumer;
    const transport = transportOf(transports, consumer.at.file);
    return transport ? { ...consumer, system: transport.system, options: transport.options } : consumer;
  });
  const called = calledConsumers(linker, brokers);
  const written = [...called, ...decorated, ...fileConsumers(linker, brokers), ...classConsumers(linker, brokers), ...typedConsumers(linker, brokers, called)];
  const all = distinct([...written, ...deployedConsumers(deployed, infrastructure, written, brokers)]);
  const consuming = all.filter((consumer) => !answersSender(linker, consumer) && !(consumer.unlessOther && all.some((other) => !other.unlessOther && other.broker === consumer.broker)));
  return distinct(onceEach(consuming.flatMap((consumer) => [consumer, ...dispatchedConsumers(linker, consumer)]), producersOf));
}

function namingOf(named: LinkedConsumer | { readonly broker: Broker; readonly destination?: Naming['name']; readonly at: Naming['at'] }): Naming {
  const system = 'system' in named ? named.system : named.broker.system;
  return { system, at: named.at, ...(named.destination && { name: named.destination }) };
}

function consumerOf(
  input: ProjectInput,
  flows: FlowBuilder,
  consumer: LinkedConsumer,
  deployed: readonly Deployed[],
  index: DestinationIndex,
): Consumer {
  const version = versionOf(input, consumer);
  const key = consumer.handler && handlerKey(consumer.handler);
  const own = deployed.filter(({ handlers }) => key !== undefined && handlers.some(({ handler }) => handlerKey(handler) === key));
  const mappings = own.flatMap(({ feed }) => (feed.kind === 'mapping' ? [feed] : []));
  const subscriptions = own.flatMap(({ feed }) => (feed.kind === 'subscription' ? [feed] : []));
  const outside = consumer.destination ? undefined : outsideName(own, index.infrastructure);
  let flow: Flow | undefined;
  let cases: readonly Consumer[] | undefined;
  const facts: ConsumerFacts = {
    ...consumer,
    ...(outside && { destination: outside }),
    id: idOf(consumer),
    ...(version !== undefined && { version }),
    settledBy: settledBy(flows.linker, consumer),
    sources: sourcesOf(consumer, index, own),
    fedBy: own.flatMap(({ source }) => source ?? []),
    mappings,
    subscriptions,
    functions: own.flatMap(({ function: fn }) => (fn ? [fn] : [])),
  };
  return {
    ...facts,
    get flow() {
      return (flow ??= handlerFlow(flows, consumer));
    },
    get cases() {
      return (cases ??= namedCases(flows.linker, facts, this.flow));
    },
  };
}

function handlerFlow(flows: FlowBuilder, consumer: LinkedConsumer): Flow {
  if (!consumer.registered) return [];
  const flow = flows.flowOf(consumer.registered, handlerArguments(flows.linker, consumer));
  return consumer.enclosing && consumer.call ? messagePart(flows.linker, flow, consumer.call.reference) : flow;
}

function sourcesOf(consumer: LinkedConsumer, index: DestinationIndex, own: readonly Deployed[]): readonly DestinationFacts[] {
  const naming = namingOf(consumer);
  const named = (naming.name ? namesIn(naming.name) : []).flatMap((name) => index.destinationsOf({ ...naming, name }));
  const fed = own.flatMap(({ source }) => {
    const destination = source && index.ofResource(source);
    return destination ? [destination] : [];
  });
  return [...new Set([...named, ...fed])];
}

function tableOf<Pattern>(
  brokers: readonly Broker[],
  part: (broker: Broker) => Readonly<Record<string, Pattern>> | undefined,
): ReadonlyMap<string, readonly Table<Pattern>[]> {
  const table = new Map<string, Table<Pattern>[]>();
  for (const broker of brokers) {
    for (const [key, pattern] of Object.entries(part(broker) ?? {})) {
      const list = table.get(key);
      if (list) list.push({ broker, pattern });
      else table.set(key, [{ broker, pattern }]);
    }
  }
  return table;
}

function versionOf(input: ProjectInput, { broker, declaredAt }: LinkedConsumer): string | undefined {
  return broker.shape.packages.map((name) => input.versionOf(declaredAt.file, name)).find((version) => version !== undefined);
}

/** A consumer found in two ways is one. */
function distinct(consumers: readonly LinkedConsumer[]): readonly LinkedConsumer[] {
  const seen = new Map<string, LinkedConsumer>();
  for (const consumer of consumers) {
    const handler = consumer.handler ? handlerKey(consumer.handler) : '';
    const key = `${idOf(consumer)} ${handler}`;
    if (!seen.has(key)) seen.set(key, consumer);
  }
  return [...seen.values()];
}
