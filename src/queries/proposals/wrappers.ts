import type { FileFacts } from '../../model/file-facts.ts';
import { callLocation } from '../../link/call-location.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Location } from '../../model/location.ts';
import { merged, type Proposal } from './proposal.ts';

/** Functions of the project around a library's call whose destination or handler nobody could follow through them. */
export function proposedWrappers(model: ProjectModel): readonly Proposal[] {
  const consumers = model.consumers.flatMap((consumer) => {
    const { undecided, call, broker } = consumer;
    if (!call || !undecided) return [];
    const { file, call: index } = call.reference;
    return aroundIt(file, index, 'consumers', consumer.declaredAt, { ...(undecided.destination && { destination: '?' }), handler: '?', like: broker.name }, undecided.handler ? 'handler' : 'destination');
  });
  const producers = model.producers.flatMap(({ destination, pattern, file, call, library, broker }) => {
    if (destination || pattern.destination.length === 0) return [];
    return aroundIt(file, call, 'producers', callLocation(library.reference), { destination: '?', like: broker.name }, 'destination');
  });
  return merged([...consumers, ...producers]);
}

function aroundIt(file: FileFacts, call: number, kind: Proposal['kind'], at: Location, fields: Proposal['declaration'], what: string): readonly Proposal[] {
  const name = exportAround(file, file.calls[call]?.fn);
  if (name === undefined) return [];
  return [{ kind, declaration: { file: file.file, call: name, ...fields }, because: [{ at, note: `its ${what} could not be followed through '${name}'` }] }];
}

/** The exported function, or method of an exported class, that a place stands in. */
function exportAround(file: FileFacts, fn: number | undefined): string | undefined {
  for (let at = fn; at !== undefined && at !== 0; at = file.functions[at]?.parent) {
    const fact = file.functions[at];
    const cls = fact?.cls === undefined ? undefined : file.classes[fact.cls];
    if (cls?.name !== undefined && fact?.name !== undefined && fact.kind === 'method' && isExported(file, cls.name)) return `${cls.name}.${fact.name}`;
    // What a factory gives is not called by the factory's name.
    if (fact?.name !== undefined) return fact.kind !== 'method' && isExported(file, fact.name) ? fact.name : undefined;
  }
  return undefined;
}

function isExported({ exports }: FileFacts, name: string): boolean {
  return Object.hasOwn(exports, name);
}
