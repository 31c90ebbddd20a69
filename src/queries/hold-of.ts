import type { CallReference, Entity, ExternalEntity } from '../link/entity.ts';
import { keysOf } from '../link/collections.ts';
import type { EffectNode } from '../link/flow.ts';
import { libraryCallees } from '../link/library-calls.ts';
import type { ProjectModel } from '../link/project-model.ts';
import { makerOf } from '../link/slots.ts';
import type { Hold } from '../model/effect.ts';

/** A call that nothing bounds but the defaults of its client. */
export interface Held {
  readonly hold: Hold;
  /** Seconds of all tries together. */
  readonly seconds: number;
  /** What made the client; absent: the client is the package itself. `unseen`: something nobody sees. */
  readonly maker?: CallReference | 'unseen';
}

/** How long a call may hold its caller by the defaults of its client; `undefined`: not known, or something is set. */
export function heldBy(model: ProjectModel, { effect, call }: EffectNode): Held | undefined {
  const [library] = libraryCallees(model.linker, call.file, call.call, call.frame);
  const callee = library?.callee;
  const hold = callee && model.flows.effects.holdOf(effect.client, callee.package, versionOf(model, call, callee));
  if (!hold || optionsOf(hold, callee.name).some((index) => mayBound(model, hold, call, index))) return undefined;
  const maker = makerOf(model.linker, callee.of);
  const made = 'reference' in maker ? maker.reference : undefined;
  if (made && hold.made !== undefined && (mayBound(model, hold, made, hold.made) || isMadeOfUrl(model, hold, made))) return undefined;
  const seconds = hold.seconds * hold.tries;
  return { hold, seconds, ...(made ? { maker: made } : !isPackage(callee) && { maker: 'unseen' as const }) };
}

/** The same in seconds. */
export function holdOf(model: ProjectModel, node: EffectNode): number | undefined {
  return heldBy(model, node)?.seconds;
}

function versionOf(model: ProjectModel, { file }: CallReference, { package: name }: ExternalEntity): string | undefined {
  return model.versionOf(file.file, name);
}

function optionsOf({ asked = {} }: Hold, name: string): readonly number[] {
  return (Object.hasOwn(asked, name) ? asked[name] : asked['*']) ?? [];
}

/** `axios.get` itself, not a client that only its type tells. */
function isPackage(callee: ExternalEntity): boolean {
  let root = callee;
  while (root.of) root = root.of;
  return root.from === 'export' && !root.by;
}

/** May options at this place hold one that bounds the call? Options that nobody can read may. */
function mayBound({ linker }: ProjectModel, { options }: Hold, { file, call, frame }: CallReference, index: number): boolean {
  const given = file.calls[call]?.arguments ?? [];
  if (given.slice(0, index + 1).some(({ kind }) => kind === 'spread')) return true;
  const argument = given[index];
  if (argument === undefined || argument.kind === 'spread' || argument.kind === 'undefined') return false;
  const entities = linker.evaluate(argument, frame);
  return entities.length === 0 || entities.some((entity) => mayHold(entity, options));
}

/** `createTransport(process.env.SMTP_URL)`: the options may stand in the address, which only deployment knows. */
function isMadeOfUrl({ linker }: ProjectModel, { made }: Hold, { file, call, frame }: CallReference): boolean {
  const [first] = file.calls[call]?.arguments ?? [];
  if (made !== 0 || !first || first.kind === 'spread') return false;
  return linker.evaluate(first, frame).some((entity) => entity.is === 'setting' || (entity.is === 'text' && entity.parts.some((part) => typeof part !== 'string')));
}

function mayHold(entity: Entity, options: readonly string[]): boolean {
  if (entity.is !== 'object') return entity.is !== 'text' && entity.is !== 'constant' && entity.is !== 'setting';
  const { properties } = entity.value;
  return properties.some(({ kind }) => kind === 'spread' || kind === 'computed') || keysOf(entity.value).some((key) => options.includes(key)) || (entity.writes ?? []).length > 0;
}
