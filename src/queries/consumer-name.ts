import type { Consumer } from '../link/project-model.ts';

/** How messages call a consumer: its destination, else its handler, else its library. */
export function consumerName({ destination, job, handler, broker }: Consumer): string {
  const name = destination?.shown ?? handler?.fact.name;
  if (name === undefined) return `${broker.title} consumer`;
  return job === undefined || job === name ? name : `${name}/${job}`;
}
