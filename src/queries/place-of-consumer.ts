import { locationOf } from '../link/entity.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import { type Location, placeKey } from '../model/location.ts';

const shared = new WeakMap<ProjectModel, ReadonlySet<string>>();

/**
 * Where a finding about a consumer stands: where it is made. Where one expression makes many, as `handlers.map(start)`
 * does, that place says nothing of any of them: then at its own handler.
 */
export function placeOfConsumer(model: ProjectModel, { at, handler }: Consumer): Location {
  let places = shared.get(model);
  if (!places) shared.set(model, (places = makingSeveral(model)));
  if (!handler || !places.has(placeKey(at))) return at;
  const { file, line, column } = locationOf(handler.file, handler.fact.span);
  return { file, line, column };
}

/** Places that make consumers with different handlers. */
function makingSeveral({ consumers }: ProjectModel): ReadonlySet<string> {
  const handlers = new Map<string, Set<string>>();
  for (const { at, handler } of consumers) {
    const key = placeKey(at);
    const own = handlers.get(key) ?? new Set();
    handlers.set(key, own.add(handler ? `${handler.file.file}#${String(handler.fn)}` : ''));
  }
  return new Set([...handlers].flatMap(([key, own]) => (own.size > 1 ? [key] : [])));
}
