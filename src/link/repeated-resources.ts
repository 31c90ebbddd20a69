import type { InfrastructureValue, Resource } from '../model/infrastructure.ts';
import { folderOfScope, keyedScope, moduleScope, usedScope } from './infrastructure-scopes.ts';
import { type GrowingIndex, growingIndex } from './infrastructure-values.ts';

/** More than these are not told apart. */
const MOST_KEYS = 100;
const MOST = 5000;
const DEEPEST = 12;

/**
 * Resources as they are deployed: those inside a local module once for each use of it, and those that are repeated for
 * a list once for each of its entries, where these are written somewhere. What cannot be told apart stays one.
 */
export function withRepeated(resources: readonly Resource[]): readonly Resource[] {
  if (!resources.some(({ kind, repeated }) => kind === 'foreign' || repeated)) return resources;
  const byScope = new Map<string, Resource[]>();
  for (const resource of resources) {
    const inside = byScope.get(resource.scope);
    if (inside) inside.push(resource);
    else byScope.set(resource.scope, [resource]);
  }
  const places = { byScope, index: growingIndex(), placed: [], used: new Set<string>() } satisfies Places;
  const inner = new Set(resources.flatMap((resource) => (resource.kind === 'foreign' ? [moduleScope(resource)] : [])));
  for (const scope of byScope.keys()) if (!inner.has(scope)) placeScope(places, { folder: scope, scope, address: '', depth: 0 });
  // Modules that use each other in a circle are used by nothing outside of it.
  for (const scope of byScope.keys()) if (!places.used.has(scope)) placeScope(places, { folder: scope, scope, address: '', depth: DEEPEST });
  return places.placed;
}

interface Places {
  readonly byScope: ReadonlyMap<string, readonly Resource[]>;
  readonly index: GrowingIndex;
  readonly placed: Resource[];
  /** Folders whose own scope is taken. */
  readonly used: Set<string>;
}

/** One use of a module. */
interface Use {
  readonly folder: string;
  readonly scope: string;
  /** Of what is inside, before its ids. */
  readonly address: string;
  readonly depth: number;
}

function placeScope(places: Places, use: Use): void {
  if (places.placed.length > MOST && use.scope !== use.folder) return;
  places.used.add(use.folder);
  const start = places.placed.length;
  const inside = (places.byScope.get(use.folder) ?? []).map((resource) => (use.address === '' ? resource : { ...resource, scope: use.scope, address: `${use.address}${resource.id}` }));
  for (const resource of inside) if (!resource.repeated) place(places, resource);
  // A list may hold what another list repeats.
  const waiting = inside.filter((resource) => resource.repeated && !placeEach(places, resource, use));
  const still = waiting.filter((resource) => !placeEach(places, resource, use));
  for (const resource of still) place(places, resource);
  if (use.depth >= DEEPEST) return;
  for (const module of places.placed.slice(start)) {
    if (module.kind !== 'foreign' || module.inside === undefined) continue;
    placeScope(places, { folder: folderOfScope(module.inside), scope: module.inside, address: `${module.address ?? module.id}.`, depth: use.depth + 1 });
  }
}

function place({ byScope, index, placed, used }: Places, resource: Resource): void {
  const folder = resource.kind === 'foreign' ? moduleScope(resource) : undefined;
  if (resource.kind !== 'foreign' || folder === undefined || !byScope.has(folder)) {
    index.add(resource);
    placed.push(resource);
    return;
  }
  // The first use of a module takes its folder for a scope.
  const module = { ...resource, inside: used.has(folder) ? usedScope(folder, resource) : folder };
  used.add(folder);
  index.add(module);
  placed.push(module);
}

/** Out: whether its entries are known. */
function placeEach(places: Places, resource: Resource, { scope, address }: Use): boolean {
  const { index, placed } = places;
  const turns = turnsOf(resource, index);
  if (!turns || placed.length + turns.length * 2 > MOST) return false;
  for (const { key, values } of turns) {
    const own = keyedScope(scope, resource.id, key);
    const shown = resource.repeated?.by === 'count' ? `[${key}]` : `["${key}"]`;
    for (const [id, value] of values) place(places, { kind: 'value', id, scope: own, at: resource.at, value });
    place(places, { ...resource, scope: own, address: `${address}${resource.id}${shown}` });
  }
  return true;
}

interface Turn {
  readonly key: string;
  readonly values: readonly (readonly [id: string, value: InfrastructureValue])[];
}

function turnsOf({ repeated, scope }: Resource, index: GrowingIndex): readonly Turn[] | undefined {
  if (!repeated) return undefined;
  const { by, over } = repeated;
  const entries = index.entriesOf(over, scope);
  if (by === 'count') {
    const times = over.kind === 'text' ? Number(over.text) : entries?.keys.length;
    return times === undefined || times > MOST_KEYS ? undefined : Array.from({ length: times }, (_, at) => ({ key: String(at), values: [['count.index', { kind: 'text', text: String(at) }]] }));
  }
  if (!entries || entries.keys.length > MOST_KEYS || over.kind !== 'reference') return undefined;
  const turns = entries.keys.map((key): Turn | undefined => {
    const value = { ...over, attribute: over.attribute === undefined ? key : `${over.attribute}.${key}` };
    // Of a set, what stands in it is the key.
    const { text } = /^\d+$/.test(key) ? index.follow(value, scope) : { text: key };
    return text === undefined || text.includes('…') ? undefined : { key: text, values: [['each.key', { kind: 'text', text }], ['each.value', value]] };
  });
  return turns.every((turn) => turn !== undefined) ? turns : undefined;
}
