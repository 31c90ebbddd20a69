import type { LinkedConsumer } from './consumers.ts';
import type { Entity } from './entity.ts';
import type { Linker } from './linker.ts';
import { argumentsFrom } from './parameters.ts';

/** What a handler is given: things of the library's own types; a function that receives itself gets what its callers say. */
export function handlerArguments(linker: Linker, consumer: LinkedConsumer): readonly (readonly Entity[])[] | undefined {
  if (consumer.enclosing) return callersArguments(linker, consumer);
  const { broker, ofMessages } = consumer;
  const [name] = broker.shape.packages;
  if (!broker.handlerParameters || name === undefined || ofMessages === false) return undefined;
  return broker.handlerParameters.map((type) => [{ is: 'external', package: name, from: 'type', name: type }]);
}

function callersArguments(linker: Linker, { registered, call }: LinkedConsumer): readonly (readonly Entity[])[] | undefined {
  const frame = call?.reference.frame;
  const given = frame?.arguments;
  if (!registered || !given || frame.fn !== registered.fn || frame.file !== registered.file) return undefined;
  return registered.fact.parameters.map(({ rest }, index) => argumentsFrom(linker, given, index, rest));
}
