import { callsWhere } from '../../facts/questions.ts';
import { callLocation } from '../../link/call-location.ts';
import { type Entity, plainText } from '../../link/entity.ts';
import { isOf, libraryCallees } from '../../link/library-calls.ts';
import type { LinkedDeclaration } from '../../link/declarations.ts';
import { argumentsFrom } from '../../link/parameters.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Location } from '../../model/location.ts';
import { isSet, optionOf } from '../options.ts';
import type { DeadLetterFlaw } from './flaw.ts';

interface Declared {
  readonly name: string;
  readonly type?: string;
  readonly at: Location;
}

interface Binding {
  readonly exchange: string;
  readonly key?: string;
}

interface Topology {
  readonly exchanges: readonly Declared[];
  readonly bindings: readonly Binding[];
  /** Some exchange or binding has a name that is computed. */
  readonly open: boolean;
}

/**
 * Dead-letter exchanges that drop what they get: RabbitMQ raises no error for an exchange without a fitting binding.
 * Only for exchanges that the project declares itself. Source: RabbitMQ's page on dead lettering; measured on 3.10.8.
 */
export function exchangeFlaws(model: ProjectModel): readonly DeadLetterFlaw[] {
  const declarations = model.declarations.filter(({ key }) => key === 'Channel.assertQueue');
  if (declarations.length === 0) return [];
  const topology = topologyOf(model);
  return topology.open ? [] : declarations.flatMap((declaration) => flawOf(model, declaration, topology));
}

function flawOf(model: ProjectModel, { options, name, at }: LinkedDeclaration, { exchanges, bindings }: Topology): readonly DeadLetterFlaw[] {
  const exchange = textAt(model, options, ['deadLetterExchange', 'arguments.x-dead-letter-exchange']);
  const declared = exchanges.find((each) => each.name === exchange);
  if (exchange === undefined || exchange === '' || !declared) return [];
  const own = bindings.filter((binding) => binding.exchange === exchange);
  const base = { at, name: name?.shown ?? '?', because: [{ at: declared.at, note: `declares the exchange '${exchange}'` }] };
  if (own.length === 0) return [{ ...base, how: 'unbound', detail: { exchange } }];
  const key = textAt(model, options, ['deadLetterRoutingKey', 'arguments.x-dead-letter-routing-key']);
  if (key === undefined || own.some((binding) => binding.key === undefined || fits(declared.type, binding.key, key))) return [];
  return [{ ...base, how: 'unroutable', detail: { exchange, key } }];
}

function fits(type: string | undefined, pattern: string, key: string): boolean {
  if (type === 'direct') return pattern === key;
  if (type !== 'topic') return true;
  const words = pattern.split('.').map((word) => (word === '#' ? '(?:[^.]+\\.?)*' : word === '*' ? '[^.]+\\.?' : `${word.replace(/[^\w-]/g, '\\$&')}\\.?`));
  return new RegExp(`^${words.join('')}$`).test(key);
}

function textAt({ linker }: ProjectModel, options: readonly Entity[], paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const entities = optionOf(linker, options, path);
    const [only, second] = entities;
    if (isSet(entities) !== false) return only && !second ? plainText(only) : undefined;
  }
  return undefined;
}

/** Every exchange and binding that calls of the project declare. */
function topologyOf(model: ProjectModel): Topology {
  const exchanges: Declared[] = [];
  const bindings: Binding[] = [];
  let open = model.declarations.some(({ broker }) => broker.system === 'rabbitmq' && broker.name !== 'amqplib') || model.consumers.some(({ broker, system }) => system === 'rabbitmq' && broker.name !== 'amqplib');
  for (const { name, at, texts } of topologyCalls(model)) {
    const [first, second, third] = texts;
    if (name === 'assertExchange') {
      if (first === undefined) open = true;
      else exchanges.push({ name: first, at, ...(second !== undefined && { type: second }) });
    } else if (second === undefined) open = true;
    else bindings.push({ exchange: second, ...(third !== undefined && { key: third }) });
  }
  return { exchanges, bindings, open };
}

const TOPOLOGY = ['assertExchange', 'bindQueue', 'bindExchange'];

interface TopologyCall {
  readonly name: string;
  readonly at: Location;
  readonly texts: readonly (string | undefined)[];
}

function topologyCalls({ linker, flows }: ProjectModel): readonly TopologyCall[] {
  const broker = flows.settlements.get('Channel.ack')?.[0]?.broker;
  if (!broker) return [];
  return [...linker.files.values()].flatMap((file) =>
    callsWhere(file, 'methods', TOPOLOGY.join('|')).flatMap((call): readonly TopologyCall[] => {
      const fact = file.calls[call];
      if (fact?.callee.kind !== 'member') return [];
      const frame = linker.openFrame(file, fact.fn);
      if (!libraryCallees(linker, file, call, frame).some(({ callee }) => isOf(broker, callee))) return [];
      const texts = [0, 1, 2].map((index) => {
        const [only, second] = argumentsFrom(linker, { written: fact.arguments, frame }, index, false);
        return only && !second ? plainText(only) : undefined;
      });
      return [{ name: fact.callee.name, at: callLocation({ file, call }), texts }];
    }),
  );
}
