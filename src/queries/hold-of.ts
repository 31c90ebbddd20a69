import type { Entity } from '../link/entity.ts';
import { keysOf } from '../link/evaluate.ts';
import type { EffectNode } from '../link/flow.ts';
import { libraryCallees } from '../link/library-calls.ts';
import type { ProjectModel } from '../link/project-model.ts';
import { makerOf } from '../link/slots.ts';
import type { Hold } from '../model/effect.ts';

/** Seconds a call may hold its caller by the defaults of its client; `undefined`: not known, or something is set. */
export function holdOf(model: ProjectModel, { effect, call }: EffectNode): number | undefined {
  const hold = model.flows.effects.holdOf(effect.client);
  if (!hold || isBounded(model, hold, call)) return undefined;
  const [library] = libraryCallees(model.linker, call.file, call.call, call.frame);
  const maker = library && makerOf(model.linker, library.callee.of);
  if (maker && 'reference' in maker && isBounded(model, hold, maker.reference)) return undefined;
  return hold.seconds * hold.tries;
}

/** Is one of the options that bound it written at a call, or may one be in options nobody can read? */
function isBounded({ linker }: ProjectModel, { options }: Hold, { file, call, frame }: EffectNode['call']): boolean {
  const given = file.calls[call]?.arguments ?? [];
  return given.some((argument) => argument.kind === 'spread' || linker.evaluate(argument, frame).some((entity) => mayHold(entity, options)));
}

function mayHold(entity: Entity, options: readonly string[]): boolean {
  if (entity.is !== 'object') return entity.is === 'unknown' || entity.is === 'open' || entity.is === 'record';
  const { properties } = entity.value;
  return properties.some(({ kind }) => kind === 'spread' || kind === 'computed') || keysOf(entity.value).some((key) => options.includes(key)) || (entity.writes ?? []).length > 0;
}
