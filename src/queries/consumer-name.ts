import type { Consumer } from '../link/project-model.ts';

/** How messages call a consumer: its destination, else its handler or its file. */
export function consumerName({ destination, job, handler, at }: Consumer): string {
  const name = destination?.shown ?? handler?.fact.name ?? (handler?.file.file ?? at.file).split('/').at(-1) ?? '';
  return job === undefined || job === name ? name : `${name}/${job}`;
}
