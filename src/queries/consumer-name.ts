import type { Consumer } from '../link/project-model.ts';

/** How messages call a consumer: what it takes from, else its handler or its file. */
export function consumerName(consumer: Consumer): string {
  const { job, handler, at } = consumer;
  const name = sourceName(consumer) ?? handler?.fact.name ?? (handler?.file.file ?? at.file).split('/').at(-1) ?? '';
  return job === undefined || job === name ? name : `${name}/${job}`;
}

/** The destination as the code names it, else as infrastructure files do. */
export function sourceName({ destination, sources }: Consumer): string | undefined {
  if (destination) return destination.shown;
  const names = sources.flatMap(({ shown }) => (shown === undefined ? [] : [shown]));
  return names.length === 0 ? undefined : names.join(' | ');
}
