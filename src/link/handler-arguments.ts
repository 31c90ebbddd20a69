import type { LinkedConsumer } from './linked-consumer.ts';
import type { Entity } from './entity.ts';
import type { Linker } from './linker.ts';
import { argumentsFrom, parameterOf } from './parameters.ts';

/** What a handler is given: things of the library's own types; a function that receives itself gets what its callers say. */
export function handlerArguments(linker: Linker, consumer: LinkedConsumer): readonly (readonly Entity[])[] | undefined {
  if (consumer.enclosing) return callersArguments(linker, consumer);
  const { broker, ofMessages, registered } = consumer;
  const [name] = broker.shape.packages;
  if (!broker.handlerParameters || name === undefined || ofMessages === false) return undefined;
  return broker.handlerParameters.map((type, index): readonly Entity[] => {
    if (type !== undefined) return [{ is: 'external', package: name, from: 'type', name: type }];
    return registered ? parameterOf(linker, linker.openFrame(registered.file, registered.fn), registered.fn, index, false) : [];
  });
}

function callersArguments(linker: Linker, { registered, call }: LinkedConsumer): readonly (readonly Entity[])[] | undefined {
  // The receiver may be a caller of the function that receives.
  for (let frame = call?.reference.frame; registered && frame; frame = frame.site?.frame) {
    if (frame.fn !== registered.fn || frame.file !== registered.file) continue;
    const given = frame.arguments;
    return given && registered.fact.parameters.map(({ rest }, index) => argumentsFrom(linker, given, index, rest));
  }
  return undefined;
}
