import type { Entity, ObjectEntity } from '../../link/entity.ts';
import type { Linker } from '../../link/linker.ts';
import type { Edit, Suggestion } from '../../model/finding.ts';
import { literalsOf, optionOf } from '../options.ts';

const KEPT = '{ age: 7 * 24 * 3600 }';

/** Options, and where `removeOnFail` stands in them. */
export interface Removing {
  readonly options: readonly Entity[];
  readonly path: string;
}

/**
 * Where an option `removeOnFail: true` is written in place, it can keep failed jobs for a time instead.
 * In: all places that remove them, for one that stays would go on. Source: `KeepJobs.age` in seconds (bullmq 6.7.0
 * `dist/esm/interfaces/keep-jobs.d.ts`), `KeepJobsOptions.age` in seconds (bull 4.16.5 `index.d.ts`).
 */
export function keepingFailedJobs(linker: Linker, all: readonly Removing[]): readonly Suggestion[] {
  const edits = all.flatMap(({ options, path }) =>
    options.filter((entity) => removes(linker, [entity], path)).map((entity) => (entity.is === 'object' ? keptIn(linker, entity, path.split('.')) : undefined)),
  );
  const distinct = new Map(edits.map((edit) => [`${edit?.file ?? ''} ${String(edit?.start)}`, edit]));
  const written = [...distinct.values()].filter((edit) => edit !== undefined);
  if (written.length === 0 || edits.includes(undefined)) return [];
  return [{ title: 'Keep failed jobs for a week (say how long you need to look at them).', edits: written }];
}

function removes(linker: Linker, options: readonly Entity[], path: string): boolean {
  return literalsOf(optionOf(linker, options, path)).some((value) => value === true || value === 0);
}

/** A spread behind it may say otherwise, but not the same: then both would have to change. */
function keptIn(linker: Linker, { value: { properties }, frame, writes = [] }: ObjectEntity, [name = '', ...rest]: readonly string[]): Edit | undefined {
  const index = properties.findLastIndex((property) => property.kind === 'value' && property.key === name);
  const property = properties[index];
  if (property?.kind !== 'value' || writes.some(({ key }) => key === name || typeof key !== 'string')) return undefined;
  const path = [name, ...rest].join('.');
  const behind = properties.slice(index).flatMap((each) => (each.kind === 'spread' ? linker.evaluate(each.of, frame) : []));
  if (removes(linker, behind, path)) return undefined;
  const { value, span: [start, end] } = property;
  if (rest.length === 0) return value.kind === 'literal' ? { file: frame.file.file, start, end, text: `${name}: ${KEPT}` } : undefined;
  const [inner, ...others] = linker.evaluate(value, frame);
  return inner?.is === 'object' && others.length === 0 ? keptIn(linker, inner, rest) : undefined;
}
