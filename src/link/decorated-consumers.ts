import type { Broker, DecoratorPattern } from '../model/broker.ts';
import type { MemberFact } from '../model/file-facts.ts';
import { callLocation } from './call-location.ts';
import { type ClassEntity, type Entity, type ExternalEntity, type FunctionEntity, locationOf, plainText } from './entity.ts';
import { isOf } from './library-calls.ts';
import type { LinkedConsumer } from './linked-consumer.ts';
import type { Linker } from './linker.ts';
import { nameOf } from './name.ts';
import { type LibraryCall, slotOf } from './slots.ts';

interface Decorated {
  readonly cls: ClassEntity;
  readonly member?: MemberFact;
  readonly decorator: ExternalEntity;
}

/** Consumers made by decorators, also those the project composes itself. */
export function decoratedConsumers(linker: Linker, brokers: readonly Broker[]): readonly LinkedConsumer[] {
  const tables = brokers.filter((broker) => broker.decorators);
  const found: LinkedConsumer[] = [];
  for (const file of linker.files.values()) {
    for (const [cls, fact] of file.classes.entries()) {
      const entity: ClassEntity = { is: 'class', file, cls, fact, frame: linker.openFrame(file, fact.fn) };
      for (const decorated of decoratorsOf(linker, entity)) {
        const consumer = fromDecorator(linker, tables, decorated);
        if (consumer) found.push(consumer);
      }
    }
  }
  return found;
}

function* decoratorsOf(linker: Linker, cls: ClassEntity): Iterable<Decorated> {
  for (const value of cls.fact.decorators) {
    for (const decorator of linker.evaluate(value, cls.frame)) if (decorator.is === 'external') yield { cls, decorator };
  }
  for (const member of cls.fact.members) {
    for (const value of member.decorators) {
      for (const decorator of linker.evaluate(value, cls.frame)) if (decorator.is === 'external') yield { cls, member, decorator };
    }
  }
}

function fromDecorator(linker: Linker, brokers: readonly Broker[], decorated: Decorated): LinkedConsumer | undefined {
  const { cls, member, decorator } = decorated;
  const callee = decorator.from === 'call' ? decorator.of : decorator;
  if (!callee) return undefined;
  const key = linker.names.keyOf(callee, false);
  const broker = brokers.find((each) => each.decorators?.[key] && isOf(each, callee));
  const pattern = broker?.decorators?.[key];
  if (!broker || !pattern || (pattern.on === 'method') !== (member !== undefined)) return undefined;
  const handler = decoratedMethod(cls, member, pattern);
  if (!handler) return undefined;
  const entities = decorator.call ? firstDecoratorSlot(linker, decorated, pattern.destination) : [];
  const call: LibraryCall | undefined = decorator.call && { reference: decorator.call, callee };
  const name = nameOf(entities);
  const said = call ? (pattern.job ?? []).flatMap((slot) => slotOf(linker, call, slot)).map(plainText).find((text) => text !== undefined) : undefined;
  const job = said ?? (pattern.jobElse === 'method' ? member?.name : undefined);
  const at = locationOf(cls.file, member ? member.span : cls.fact.span);
  return {
    broker,
    system: broker.system,
    ...(name && { destination: name }),
    ...(job !== undefined && { job }),
    at,
    declaredAt: decorator.call ? callLocation(decorator.call) : at,
    registered: handler,
    handler,
    options: pattern.options !== undefined && call ? slotOf(linker, call, pattern.options) : [],
    ...(call && { call }),
    trail: [],
    enclosing: false,
    cls,
  };
}

/** Slots of a decorator; `class.…` asks the decorators of the class it stands in. */
function firstDecoratorSlot(linker: Linker, { cls, decorator }: Decorated, slots: readonly string[]): readonly Entity[] {
  for (const slot of slots) {
    const entities = slot.startsWith('class.')
      ? cls.fact.decorators.flatMap((value) =>
          linker.evaluate(value, cls.frame).flatMap((each) => (each.is === 'external' ? slotsOfCall(linker, each, slot.slice('class.'.length)) : [])),
        )
      : slotsOfCall(linker, decorator, slot);
    if (nameOf(entities)) return entities;
  }
  return [];
}

function slotsOfCall(linker: Linker, { call, of }: ExternalEntity, slot: string): readonly Entity[] {
  return call && of ? slotOf(linker, { reference: call, callee: of }, slot) : [];
}

function decoratedMethod(cls: ClassEntity, member: MemberFact | undefined, pattern: DecoratorPattern): FunctionEntity | undefined {
  const method = member ?? cls.fact.members.find(({ name }) => name === pattern.method);
  const fact = method?.fn === undefined ? undefined : cls.file.functions[method.fn];
  if (method?.fn === undefined || !fact) return undefined;
  const self = { is: 'instance', of: cls, exact: true } as const;
  return { is: 'function', file: cls.file, fn: method.fn, fact, frame: cls.frame, self };
}
