import type { Broker } from '../model/broker.ts';
import type { EffectReader } from '../model/effect.ts';
import type { InfrastructureFacts } from '../model/infrastructure.ts';
import { createFlowBuilder, type Table } from './build-flow.ts';
import { calledConsumers, decoratedConsumers, type LinkedConsumer } from './consumers.ts';
import { createLinker } from './create-linker.ts';
import { typedConsumers } from './lambda.ts';
import type { LinkInput } from './linker.ts';
import { findProducers } from './producers.ts';
import type { Consumer, ProjectModel } from './project-model.ts';

export interface ProjectInput extends LinkInput {
  readonly brokers: readonly Broker[];
  readonly effects: EffectReader;
  readonly infrastructure: readonly InfrastructureFacts[];
  versionOf(file: string, packageName: string): string | undefined;
}

/** Joins the facts of all files into one model of the project. */
export function linkProject(input: ProjectInput): ProjectModel {
  const { brokers, effects } = input;
  const linker = createLinker(input);
  const flows = createFlowBuilder({
    linker,
    effects,
    producers: tableOf(brokers, (broker) => broker.producers),
    settlements: tableOf(brokers, (broker) => broker.settlements),
  });
  const linked = distinct([...calledConsumers(linker, brokers), ...decoratedConsumers(linker, brokers), ...typedConsumers(linker, brokers)]);
  const consumers = linked.map((consumer): Consumer => {
    const version = versionOf(input, consumer);
    return {
      ...consumer,
      id: idOf(consumer),
      ...(version !== undefined && { version }),
      get flow() {
        return consumer.registered ? flows.flowOf(consumer.registered) : [];
      },
      sources: [],
      mappings: [],
      functions: [],
    };
  });
  return {
    consumers,
    producers: findProducers(linker, brokers),
    destinations: [],
    entries: [],
    unknowns: [],
    flowOf: (target) => flows.flowOf(target),
    flows,
  };
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

function idOf({ broker, at, destination, job }: LinkedConsumer): string {
  const name = [destination?.shown, job].filter((part) => part !== undefined).join('/');
  return `${broker.name}:${name === '' ? '?' : name}@${at.file}:${String(at.line)}`;
}

/** A consumer found in two ways is one. */
function distinct(consumers: readonly LinkedConsumer[]): readonly LinkedConsumer[] {
  const seen = new Map<string, LinkedConsumer>();
  for (const consumer of consumers) {
    const handler = consumer.handler ? `${consumer.handler.file.file}#${String(consumer.handler.fn)}` : '';
    const key = `${idOf(consumer)} ${handler}`;
    if (!seen.has(key)) seen.set(key, consumer);
  }
  return [...seen.values()];
}
