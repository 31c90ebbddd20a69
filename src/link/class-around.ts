import type { ClassEntity, Entity } from './entity.ts';
import type { Frame } from './frame.ts';
import type { Linker } from './linker.ts';

/** The class in whose code a frame runs, and what `this` is there. */
export function classAround(linker: Linker, frame: Frame): { readonly cls?: ClassEntity; readonly self?: Entity } {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const cls = at.file.functions[at.fn]?.cls;
    const fact = cls === undefined ? undefined : at.file.classes[cls];
    if (cls === undefined || !fact) continue;
    const [self] = at.self ?? [];
    return {
      cls: { is: 'class', file: at.file, cls, fact, frame: at.parent ?? linker.openFrame(at.file, fact.fn) },
      ...(self && { self }),
    };
  }
  return {};
}
