import type { CallReference, Entity } from '../link/entity.ts';
import type { Linker } from '../link/linker.ts';

/** Where the address of a request comes from: the code and its settings, or the data of the message. */
export type Address = 'fixed' | 'from data' | 'unknown';

/** The address of an HTTP request: its first argument, or the `url`, `origin` or `baseURL` in it. */
export function addressOf(linker: Linker, { file, call, frame }: CallReference): Address {
  const [first] = file.calls[call]?.arguments ?? [];
  if (!first || first.kind === 'spread') return 'unknown';
  const entities = linker.evaluate(first, frame);
  const objects = entities.filter((entity) => entity.is === 'object');
  const inside = objects.flatMap((entity) =>
    ['url', 'origin', 'baseURL', 'uri'].flatMap((name) => linker.memberOf(entity, name, { file: entity.frame.file, frame: entity.frame })),
  );
  return ofEntities(objects.length > 0 ? inside : entities, linker);
}

function ofEntities(entities: readonly Entity[], linker: Linker): Address {
  const known = entities.filter((entity) => entity.is !== 'constant');
  if (known.length === 0) return 'unknown';
  return known.some((entity) => isFixed(entity, linker)) ? 'fixed' : 'from data';
}

function isFixed(entity: Entity, linker: Linker): boolean {
  switch (entity.is) {
    case 'setting':
      return true;
    case 'text': {
      const [start] = entity.parts;
      return start !== undefined && (typeof start === 'string' ? start !== '' : start.is === 'setting');
    }
    case 'external': {
      // `new URL(path, base)`; anything else another package computes is most likely configuration.
      const argument = entity.from === 'new' && entity.of?.name === 'URL' ? entity.call : undefined;
      const written = argument?.file.calls[argument.call]?.arguments.at(-1);
      if (!argument || !written || written.kind === 'spread') return entity.from !== 'argument';
      return linker.evaluate(written, argument.frame).some((each) => isFixed(each, linker));
    }
    default:
      return false;
  }
}
