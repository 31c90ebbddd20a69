import type { ProjectModel } from '../link/project-model.ts';
import type { Location } from '../model/location.ts';

/** A place that calls a library for several consumers or producers, which name what they want elsewhere. */
export interface Wrapper {
  readonly at: Location;
  readonly library: string;
  readonly consumers: number;
  readonly producers: number;
}

/** The wrappers that were followed, the most used first. */
export function wrappersOf({ consumers, producers }: ProjectModel): readonly Wrapper[] {
  const found = new Map<string, Wrapper>();
  const note = (at: Location, library: string, add: Pick<Wrapper, 'consumers' | 'producers'>): void => {
    const key = `${at.file}:${String(at.line)}`;
    const known = found.get(key) ?? { at, library, consumers: 0, producers: 0 };
    found.set(key, { ...known, consumers: known.consumers + add.consumers, producers: known.producers + add.producers });
  };
  for (const { trail, declaredAt, broker } of consumers) if (trail.length > 0) note(declaredAt, broker.title, { consumers: 1, producers: 0 });
  for (const { at, askedAt, broker } of producers) if (at !== askedAt) note(at, broker.title, { consumers: 0, producers: 1 });
  return [...found.values()].toSorted((a, b) => b.consumers + b.producers - a.consumers - a.producers);
}
