import type { Broker, HandlerClass } from '../model/broker.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import { classKey } from './classes.ts';
import { type ClassEntity, type InstanceEntity, locationOf } from './entity.ts';
import { isOf } from './library-calls.ts';
import { functionsOf, logicalHandler } from './handler.ts';
import type { Linker } from './linker.ts';
import { nameOf } from './name.ts';

interface Kind {
  readonly broker: Broker;
  readonly pattern: HandlerClass;
}

/** Classes that extend a class of the library which stands for the handler of one kind of message. */
export function classConsumers(linker: Linker, brokers: readonly Broker[]): readonly LinkedConsumer[] {
  const tables = brokers.filter((broker) => broker.handlerClasses);
  const found: LinkedConsumer[] = [];
  for (const file of linker.files.values()) {
    for (const [cls, fact] of file.classes.entries()) {
      if (fact.abstract || !fact.extends) continue;
      const entity: ClassEntity = { is: 'class', file, cls, fact, frame: linker.openFrame(file, fact.fn) };
      const kind = kindOf(linker, tables, entity, new Set());
      const consumer = kind && consumerOf(linker, entity, kind);
      if (consumer) found.push(consumer);
    }
  }
  return found;
}

/** `seen`: classes that are looked at already, for what extends itself. */
function kindOf(linker: Linker, tables: readonly Broker[], cls: ClassEntity, seen: Set<string>): Kind | undefined {
  if (seen.has(classKey(cls))) return undefined;
  seen.add(classKey(cls));
  for (const base of linker.baseOf(cls)) {
    const above = base.is === 'class' ? kindOf(linker, tables, base, seen) : undefined;
    if (above) return above;
    if (base.is !== 'external') continue;
    const name = linker.names.typeOf(base);
    const broker = tables.find((each) => each.handlerClasses?.[name] && isOf(each, base));
    const pattern = broker?.handlerClasses?.[name];
    if (broker && pattern) return { broker, pattern };
  }
  return undefined;
}

function consumerOf(linker: Linker, cls: ClassEntity, { broker, pattern }: Kind): LinkedConsumer | undefined {
  const self: InstanceEntity = { is: 'instance', of: cls, exact: true };
  const context = { file: cls.file, frame: cls.frame };
  const destination = nameOf(linker.memberOf(self, pattern.destination, context));
  const [registered] = functionsOf(linker, linker.memberOf(self, pattern.method, context));
  if (!destination || !registered) return undefined;
  const logical = logicalHandler(linker, registered);
  const handler = logical.is === 'open' ? registered : logical;
  const at = locationOf(cls.file, cls.fact.nameSpan);
  return { broker, system: broker.system, destination, at, declaredAt: at, registered, handler, options: [], trail: [], enclosing: false, cls };
}
