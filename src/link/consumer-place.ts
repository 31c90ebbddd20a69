import type { Location } from '../model/location.ts';
import { callLocation } from './call-location.ts';
import { type CallReference, locationOf, type ObjectEntity } from './entity.ts';
import type { Instance } from './lift.ts';

export interface Uses {
  /** The library's call makes one consumer only. */
  readonly single: boolean;
  /** How many instances each call between the library and its users is part of. */
  readonly calls: ReadonlyMap<string, number>;
}

export function usesOf(instances: readonly Instance<unknown>[]): Uses {
  const uses = new Map<string, number>();
  for (const { trail } of instances) {
    for (const key of new Set(trail.map(siteKey))) uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return { single: instances.length === 1, calls: uses };
}

function siteKey({ file, call }: CallReference): string {
  return `${file.file}#${String(call)}`;
}

/** Where people look for a consumer: the registry's element, the class, the outermost call that makes this one alone. */
export function placeOf({ element, self, trail }: Instance<unknown>, declaredAt: Location, uses: ReadonlyMap<string, number>): Location {
  if (element?.is === 'object') return placeOfObject(element);
  if (element?.is === 'class') return locationOf(element.file, element.fact.nameSpan);
  if (element?.is === 'instance') return element.construction ? callLocation(element.construction.site) : locationOf(element.of.file, element.of.fact.nameSpan);
  if (element?.is === 'function') return locationOf(element.file, element.fact.span);
  const outermost = trail.findLast((site) => uses.get(siteKey(site)) === 1) ?? trail.at(-1);
  if (outermost) return callLocation(outermost);
  if (self?.is === 'instance') {
    return self.construction && !self.of.fact.extends ? callLocation(self.construction.site) : locationOf(self.of.file, self.of.fact.nameSpan);
  }
  return declaredAt;
}

/** One that a function of the project makes stands where the function is called for it. */
function placeOfObject({ frame, value }: ObjectEntity): Location {
  return frame.site && frame.file.functions[frame.fn]?.kind !== 'module' ? callLocation(frame.site) : locationOf(frame.file, value.span);
}
