import type { LinkedConsumer } from './consumers.ts';
import type { Entity } from './entity.ts';

/** What the library gives the handler: things of its own types. */
export function handlerArguments({ broker, ofMessages }: LinkedConsumer): readonly (readonly Entity[])[] | undefined {
  const [name] = broker.shape.packages;
  if (!broker.handlerParameters || name === undefined || ofMessages === false) return undefined;
  return broker.handlerParameters.map((type) => [{ is: 'external', package: name, from: 'type', name: type }]);
}
