import type { Entity } from '../../link/entity.ts';
import type { Suggestion } from '../../model/finding.ts';
import type { Property } from '../../model/value.ts';

type Written = Extract<Property, { readonly kind: 'value' }>;

const KEPT = '{ age: 7 * 24 * 3600 }';

/**
 * Where an option `removeOnFail: true` is written in place, it can keep failed jobs for a time instead.
 * In: the options, and the path of the option in them. Source: `KeepJobs.age` in seconds (bullmq 6.7.0
 * `dist/esm/interfaces/keep-jobs.d.ts`), `KeepJobsOptions.age` in seconds (bull 4.16.5 `index.d.ts`).
 */
export function keepingFailedJobs(options: readonly Entity[], path: string): readonly Suggestion[] {
  const [entity, ...others] = options;
  if (entity?.is !== 'object' || others.length > 0) return [];
  const property = writtenAt(entity.value.properties, path.split('.'));
  if (property?.value.kind !== 'literal') return [];
  const [start, end] = property.span;
  const title = 'Keep failed jobs for a week (say how long you need to look at them).';
  return [{ title, edits: [{ file: entity.frame.file.file, start, end, text: `${property.key}: ${KEPT}` }] }];
}

/** A later spread may say something else: then nothing is sure. */
function writtenAt(properties: readonly Property[], [name, ...rest]: readonly string[]): Written | undefined {
  const index = properties.findLastIndex((property) => property.kind === 'value' && property.key === name);
  const property = properties[index];
  if (property?.kind !== 'value' || properties.slice(index).some(({ kind }) => kind === 'spread')) return undefined;
  if (rest.length === 0) return property;
  return property.value.kind === 'object' ? writtenAt(property.value.properties, rest) : undefined;
}
