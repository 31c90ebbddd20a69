import { keysOf } from './collections.ts';
import type { Entity, ExternalEntity } from './entity.ts';
import type { Linker } from './linker.ts';

/** What stands at a place. `undefined`: nothing. `'unknown'`: something may, but it cannot be read. */
export type Written = { readonly entities: readonly Entity[]; readonly perhaps: boolean } | 'unknown' | undefined;

/** What stands at a path in an object: `writtenAt(linker, props, 'cdk', 'queue')`. */
export function writtenAt(linker: Linker, owners: readonly Entity[], ...path: readonly string[]): Written {
  const [name, ...rest] = path;
  if (name === undefined) return writtenIn(owners);
  const found = writtenIn(owners);
  if (found === undefined || found === 'unknown') return found;
  const parts = found.entities.map((owner) => memberWritten(linker, owner, name));
  const whole = combined([...parts, ...(found.perhaps ? [undefined] : [])]);
  if (rest.length === 0 || whole === undefined || whole === 'unknown') return whole;
  const deeper = writtenAt(linker, whole.entities, ...rest);
  return whole.perhaps ? combined([deeper, undefined]) : deeper;
}

function memberWritten(linker: Linker, owner: Entity, name: string): Written {
  if (owner.is !== 'object' && owner.is !== 'record') return 'unknown';
  const frame = owner.is === 'object' ? owner.frame : undefined;
  if (!frame) return owner.is === 'record' ? writtenIn(owner.entries.flatMap(([key, entities]) => (key === name ? entities : []))) : 'unknown';
  const found = writtenIn(linker.memberOf(owner, name, { file: frame.file, frame }));
  // What is written but leads nowhere is not nothing.
  return found === undefined && owner.is === 'object' && leadsNowhere(linker, owner, name) ? 'unknown' : found;
}

function leadsNowhere(linker: Linker, owner: Extract<Entity, { is: 'object' }>, name: string): boolean {
  const { frame } = owner;
  return keysOf(owner.value).includes(name) && linker.memberOf(owner, name, { file: frame.file, frame }).length === 0;
}

/** Nothing, something, or perhaps something. */
export function writtenIn(entities: readonly Entity[]): Written {
  const real = entities.filter((entity) => !isNothing(entity));
  if (real.length === 0) return undefined;
  if (!real.every(isSure)) return 'unknown';
  return { entities: real, perhaps: real.length < entities.length };
}

function combined(all: readonly Written[]): Written {
  if (all.includes('unknown')) return 'unknown';
  const some = all.filter((each) => each !== undefined && each !== 'unknown');
  if (some.length === 0) return undefined;
  return { entities: some.flatMap(({ entities }) => entities), perhaps: some.length < all.length || some.some(({ perhaps }) => perhaps) };
}

function isNothing(entity: Entity): boolean {
  return entity.is === 'constant' && (entity.value === undefined || entity.value === null);
}

/** Is there certainly something? Of a parameter we may know the type alone, and it may be absent. */
function isSure(entity: Entity): boolean {
  switch (entity.is) {
    case 'unknown':
    case 'open':
    case 'shape':
      return false;
    case 'external':
      return isMade(entity);
    case 'instance':
      return entity.construction !== undefined;
    default:
      return true;
  }
}

function isMade(entity: ExternalEntity): boolean {
  for (let at: ExternalEntity | undefined = entity; at; at = at.of) {
    if ((at.from === 'type' && !at.self) || at.from === 'argument' || at.open) return false;
  }
  return true;
}
