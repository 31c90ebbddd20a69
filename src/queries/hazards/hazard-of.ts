import { type Entity, locationOf } from '../../link/entity.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Suggestion } from '../../model/finding.ts';
import type { Hazard, HazardValue, Harm } from '../../model/hazard.ts';
import { intoObject } from '../../link/write-option.ts';
import type { Location } from '../../model/location.ts';
import { isSet, isWritten, literalsOf, optionOf } from '../options.ts';

export interface FoundHazard {
  readonly at: Location;
  readonly harm: Harm;
  readonly name: string;
  readonly says: string;
  readonly suggestions?: readonly Suggestion[];
}

export interface Holder {
  readonly options: readonly Entity[];
  readonly at: Location;
  readonly name: string;
  readonly version?: string;
  /** The call in the words of the table. */
  readonly call?: string;
}

/** Does a hazard hold for these options? */
export function foundHazard(model: ProjectModel, { options, at, name, version, call }: Holder, hazard: Hazard): readonly FoundHazard[] {
  const { calls, option, is, also = [], harm, says } = hazard;
  if (calls && (call === undefined || !calls.includes(call))) return [];
  if (!isOfVersion(hazard, version)) return [];
  if (![{ option, is }, ...also].every((each) => isSo(model, options, each.option, each.is))) return [];
  return [{ at: placeOf(options, option) ?? at, harm, name, says, suggestions: mending(model, options, hazard) }];
}

function isOfVersion({ from, below }: Hazard, version: string | undefined): boolean {
  if (from === undefined && below === undefined) return true;
  const major = Number(version?.split('.')[0]);
  return major >= (from ?? 0) && major < (below ?? Infinity);
}

function isSo({ linker }: ProjectModel, options: readonly Entity[], path: string, is: HazardValue): boolean {
  const entities = optionOf(linker, options, path);
  if (is === 'set') return isWritten(entities);
  if (is === 'unset') return options.length > 0 && options.every((entity) => entity.is === 'object') && isSet(entities) === false;
  if ('named' in is) return entities.some((entity) => entity.is === 'external' && entity.name === is.named);
  if ('oneOf' in is) return entities.length > 0 && literalsOf(entities).length === entities.length && literalsOf(entities).every((literal) => literal !== undefined && literal !== null && is.oneOf.includes(literal));
  const pattern = new RegExp(is.matches);
  return entities.length > 0 && entities.every((entity) => {
    const text = entity.is === 'text' ? entity.parts.map((part) => (typeof part === 'string' ? part : '…')).join('') : entity.is === 'constant' ? JSON.stringify(entity.value) : undefined;
    return text !== undefined && pattern.test(text);
  });
}

/** Where the option is written, by the first part of its path that is. */
function placeOf(options: readonly Entity[], path: string): Location | undefined {
  const [first] = path.split('.');
  for (const entity of options) {
    if (entity.is !== 'object') continue;
    const property = entity.value.properties.find((each) => each.kind === 'value' && each.key === first);
    if (property?.kind === 'value') return locationOf(entity.frame.file, property.span);
    return locationOf(entity.frame.file, entity.value.span);
  }
  return undefined;
}

/** Into the one object that the option would stand in. */
function mending({ linker }: ProjectModel, options: readonly Entity[], { option, mend }: Hazard): readonly Suggestion[] {
  const outer = option.split('.').slice(0, -1).join('.');
  const [only, ...others] = mend ? (outer === '' ? options : optionOf(linker, options, outer)) : [];
  if (!mend || only?.is !== 'object' || others.length > 0) return [];
  const edits = intoObject(only.frame.file, only.value, [mend.property]);
  return edits.length === 0 ? [] : [{ title: mend.title, edits }];
}
