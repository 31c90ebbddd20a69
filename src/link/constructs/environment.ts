import type { InfrastructureValue } from '../../model/infrastructure.ts';
import { isEntityBeyond } from '../cuts.ts';
import { type Entity, plainText } from '../entity.ts';
import { says } from '../evaluate.ts';
import type { Constructs } from './constructs.ts';
import type { Written } from '../written.ts';

type Environment = Readonly<Record<string, InfrastructureValue>>;

/** `environment: { QUEUE_URL: queue.queueUrl, ...common }`: values that lead to something of the project. */
export function environmentIn(constructs: Constructs, written: Written): Environment {
  if (written === undefined || written === 'unknown') return {};
  return Object.fromEntries(written.entities.flatMap((entity) => entriesOf(constructs, entity, 0)));
}

type Entry = readonly [name: string, value: InfrastructureValue];

function entriesOf(constructs: Constructs, entity: Entity, depth: number): readonly Entry[] {
  const { linker } = constructs;
  if (entity.is === 'record') return entity.entries.map(([name, entities]) => [name, constructs.valueOf(entities)]);
  if (entity.is !== 'object' || isEntityBeyond(depth, 6, entity, 'variables of objects that are spread more than 6 inside each other')) return [];
  const { frame, value, writes = [] } = entity;
  const own = value.properties.flatMap((property): readonly Entry[] => {
    switch (property.kind) {
      case 'value':
        return [[property.key, constructs.valueOf(linker.evaluate(property.value, frame))]];
      case 'computed':
        return linker
          .evaluate(property.key, frame)
          .map(plainText)
          .flatMap((name) => (name === undefined ? [] : [[name, constructs.valueOf(linker.evaluate(property.value, frame))] as const]));
      case 'spread':
        return linker.evaluate(property.of, frame).filter(says).flatMap((each) => entriesOf(constructs, each, depth + 1));
      case 'getter':
        return [];
    }
  });
  const later = writes.flatMap(({ key, value: written, frame: writer }): readonly Entry[] =>
    typeof key === 'string' ? [[key, constructs.valueOf(linker.evaluate(written, writer))]] : [],
  );
  return [...own, ...later];
}
