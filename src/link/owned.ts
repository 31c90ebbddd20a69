import { isBeyond } from './cuts.ts';
import type { ClassEntity, FunctionEntity, InstanceEntity } from './entity.ts';
import { type Frame, makeFrame } from './frame.ts';
import { classAround } from './class-around.ts';
import { BASES, limits } from './limits.ts';
import type { Linker } from './linker.ts';

/**
 * The activations of a method in which the object that made `instance` calls it:
 * `constructor(name) { this.client = new Client(); this.client.open(name); }` opens this client with this name, whatever
 * others open theirs with. `frameOf` gives the frame of a method of the owner.
 */
export function ownerCalls(
  linker: Linker,
  instance: InstanceEntity,
  method: FunctionEntity,
  frameOf: (owner: InstanceEntity, cls: ClassEntity, fn: number) => Frame,
): readonly Frame[] {
  const { construction } = instance;
  if (!construction) return [];
  const owner = classAround(linker, construction.site.frame).self;
  if (owner?.is !== 'instance') return [];
  const classes = chainOf(linker, owner.of);
  return linker.callersOf(method).flatMap(({ file, call }): readonly Frame[] => {
    const fact = file.calls[call];
    const cls = classes.find((each) => each.file === file && each.cls === file.functions[fact?.fn ?? 0]?.cls);
    if (fact?.callee.kind !== 'member' || !cls) return [];
    const frame = frameOf(owner, cls, fact.fn);
    const receivers = linker.evaluate(fact.callee.of, frame);
    if (!receivers.some((each) => isSame(each, construction.site))) return [];
    const { fn, frame: parent } = method;
    return [makeFrame({ file: method.file, fn, parent, self: [instance], arguments: { written: fact.arguments, frame }, site: { file, call, frame } })];
  });
}

function isSame(entity: ReturnType<Linker['evaluate']>[number], { file, call }: { readonly file: object; readonly call: number }): boolean {
  const site = entity.is === 'instance' ? entity.construction?.site : undefined;
  return site?.file === file && site.call === call;
}

function chainOf(linker: Linker, cls: ClassEntity): readonly ClassEntity[] {
  const chain = [cls];
  for (let at = linker.baseOf(cls).find((base) => base.is === 'class'); at && !isBeyond(chain.length, limits.bases, at.file, at.fact.fn, BASES); at = linker.baseOf(at).find((base) => base.is === 'class')) chain.push(at);
  return chain;
}
