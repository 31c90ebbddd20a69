import type { WrittenDeadLetter } from '../../model/infrastructure.ts';
import { type CallReference, type Entity, locationOf } from '../entity.ts';
import type { Linker } from '../linker.ts';
import { argumentsFrom } from '../parameters.ts';
import { type Written, writtenIn } from '../written.ts';
import { constructName } from './names.ts';

/** What an argument of a call is. */
export function argumentOf(linker: Linker, { file, call, frame }: CallReference, index: number): readonly Entity[] {
  return argumentsFrom(linker, { written: file.calls[call]?.arguments ?? [], frame }, index, false);
}

/** What stands there, if anything certainly or perhaps does. */
export function partOf(written: Written): readonly Entity[] {
  return written === undefined || written === 'unknown' ? [] : written.entities;
}

export function numberOf(written: Written): number | undefined {
  const [only, second] = written === undefined || written === 'unknown' || written.perhaps ? [] : written.entities;
  return only?.is === 'constant' && typeof only.value === 'number' && second === undefined ? only.value : undefined;
}

export function booleanOf(written: Written): boolean | 'unknown' {
  if (written === undefined) return false;
  if (written === 'unknown' || written.perhaps) return 'unknown';
  const [only, second] = written.entities;
  return only?.is === 'constant' && typeof only.value === 'boolean' && second === undefined ? only.value : 'unknown';
}

const SECONDS: Readonly<Record<string, number>> = {
  'cdk.Duration.millis': 0.001,
  'cdk.Duration.seconds': 1,
  'cdk.Duration.minutes': 60,
  'cdk.Duration.hours': 3_600,
  'cdk.Duration.days': 86_400,
};

/** `Duration.minutes(15)`. */
export function secondsOf(linker: Linker, written: Written): number | undefined {
  const [only, second] = written === undefined || written === 'unknown' || written.perhaps ? [] : written.entities;
  if (only?.is !== 'external' || only.from !== 'call' || !only.of || !only.call || second) return undefined;
  const unit = SECONDS[constructName(only.of) ?? ''];
  const count = unit === undefined ? undefined : numberOf(writtenIn(argumentOf(linker, only.call, 0)));
  return unit === undefined || count === undefined ? undefined : unit * count;
}

/** A dead-letter setting as far as it is written: its target is read by `target`. */
export function deadLetterIn(
  written: Written,
  read: (entities: readonly Entity[]) => Exclude<WrittenDeadLetter, 'unknown' | undefined>,
): WrittenDeadLetter {
  if (written === undefined || written === 'unknown') return written;
  return written.perhaps ? 'unknown' : read(written.entities);
}

/** Where a value is written, as far as it says so itself. */
export function placeOf(entities: readonly Entity[]): ReturnType<typeof locationOf> | undefined {
  for (const entity of entities) {
    if (entity.is === 'object') return locationOf(entity.frame.file, entity.value.span);
    const call = entity.is === 'external' ? entity.call : undefined;
    const fact = call?.file.calls[call.call];
    if (call && fact) return locationOf(call.file, fact.span);
  }
  return undefined;
}
