import { type Entity, locationOf, type ObjectEntity } from '../../link/entity.ts';
import type { LinkedDeclaration } from '../../link/declarations.ts';
import { intoObject } from '../../link/write-option.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { LinkedProducer } from '../../link/producers.ts';
import type { Suggestion } from '../../model/finding.ts';
import type { Location } from '../../model/location.ts';
import { isSet, isWritten, optionOf } from '../options.ts';

export interface UnusedBackoff {
  readonly at: Location;
  readonly destination: string;
  readonly library: string;
  readonly suggestion?: Suggestion;
}

/** Jobs whose `backoff` never takes effect: `attempts` is 1 unless set (bullmq 6.7.0 `base-job-options.d.ts`, bull 4.16.5 `lib/job.js`). */
export function unusedBackoffs(model: ProjectModel): readonly UnusedBackoff[] {
  const found = new Map<string, UnusedBackoff>();
  for (const producer of model.producers) {
    const { broker, destination, options } = producer;
    if (!isJobStore(broker.name) || !destination || !leavesTries(model, options) || !declaredWithoutTries(model, producer)) continue;
    note(found, options, destination.shown, broker.title);
  }
  for (const declaration of model.declarations) {
    const { broker, name, options } = declaration;
    if (!isJobStore(broker.name) || !name) continue;
    const defaults = optionOf(model.linker, options, 'defaultJobOptions');
    if (leavesTries(model, defaults) && nobodySetsTries(model, declaration)) note(found, defaults, name.shown, broker.title);
  }
  return [...found.values()];
}

function isJobStore(name: string): boolean {
  return name === 'bullmq' || name === 'bull';
}

/** `backoff` is written, `attempts` certainly is not. */
function leavesTries({ linker }: ProjectModel, options: readonly Entity[]): boolean {
  return isWritten(optionOf(linker, options, 'backoff')) && isSet(optionOf(linker, options, 'attempts')) === false;
}

function declaredWithoutTries(model: ProjectModel, { broker, destination, at }: LinkedProducer): boolean {
  const target = destination && model.destinationOf({ system: broker.system, name: destination, at });
  const general = model.declarations.filter((each) => each.broker === broker && !each.name && each.key.includes('forRoot'));
  const own = target?.declarations ?? [];
  return own.length > 0 && [...own, ...general].every(({ options }) => isSet(optionOf(model.linker, options, 'defaultJobOptions.attempts')) === false);
}

/** Every job sent to it is seen, and none has `attempts` of its own. */
function nobodySetsTries(model: ProjectModel, { broker, name, at }: LinkedDeclaration): boolean {
  const target = name && model.destinationOf({ system: broker.system, name, at });
  const open = model.producers.some((producer) => producer.broker === broker && !producer.destination);
  const own = model.producers.filter((producer) => {
    if (producer.broker !== broker || !producer.destination) return false;
    return model.destinationOf({ system: broker.system, name: producer.destination, at: producer.at }) === target;
  });
  return !open && own.length > 0 && own.every(({ options }) => isSet(optionOf(model.linker, options, 'attempts')) === false);
}

function note(found: Map<string, UnusedBackoff>, options: readonly Entity[], destination: string, library: string): void {
  const [object] = options.filter((entity): entity is ObjectEntity => entity.is === 'object');
  const property = object?.value.properties.find((each) => each.kind === 'value' && each.key === 'backoff');
  if (!object || property?.kind !== 'value') return;
  const { file } = object.frame;
  const at = locationOf(file, property.span);
  const [start] = property.span;
  const suggestion: Suggestion = {
    title: 'Try each job up to 5 times. Check first that its handler bears a second run.',
    edits: intoObject(file, object.value, ['attempts: 5'], 'backoff'),
  };
  found.set(`${at.file}:${String(start)}`, { at, destination, library, suggestion });
}
