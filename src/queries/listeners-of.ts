import type { LinkedListener } from '../link/listeners.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';

/** Who is told of this consumer's messages; listeners of destinations nobody knows count, since it may be this one. */
export function listenersOf(model: ProjectModel, { broker, sources }: Consumer): readonly LinkedListener[] {
  return model.listeners.filter((listener) => {
    if (listener.broker.system !== broker.system) return false;
    if (!listener.destination) return true;
    const { destination: name, at } = listener;
    const target = model.destinationOf({ system: broker.system, name, at });
    return target === undefined || sources.includes(target);
  });
}
