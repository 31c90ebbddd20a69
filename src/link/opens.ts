import type { Entity, OpenEntity } from './entity.ts';

/** What entities are still open on. */
export function opensIn(entities: readonly Entity[]): readonly OpenEntity[] {
  return entities.flatMap((entity): readonly OpenEntity[] => {
    if (entity.is === 'open') return [entity];
    if (entity.is === 'text') return entity.parts.filter((part) => typeof part !== 'string').filter((part) => part.is === 'open');
    if (entity.is === 'list') return entity.items.flatMap(opensIn);
    return [];
  });
}
