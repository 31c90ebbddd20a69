import { locationOf } from '../link/entity.ts';
import type { ProjectModel } from '../link/project-model.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Finding } from '../model/finding.ts';
import type { IntentFact, IntentWord } from '../model/intent.ts';
import type { Location } from '../model/location.ts';

/** An intent, and the file that states it. */
export interface StatedIntent {
  readonly file: FileFacts;
  readonly intent: IntentFact;
}

/** Every intent that the project states. */
export function statedIntents({ linker }: ProjectModel): readonly StatedIntent[] {
  return [...linker.files.values()].flatMap((file) => (file.intents ?? []).map((intent) => ({ file, intent })));
}

/** The first intent of this word that speaks of one of these places. */
export function statedIntent(model: ProjectModel, word: IntentWord, places: readonly Location[]): StatedIntent | undefined {
  return statedIntents(model).find((stated) => stated.intent.word === word && places.some((place) => speaksOf(stated, place)));
}

export function placeOfIntent({ file, intent }: StatedIntent): Location {
  return locationOf(file, intent.span);
}

function speaksOf({ file, intent: { coveredSpan } }: StatedIntent, place: Location): boolean {
  if (place.file !== file.file) return false;
  const offset = (file.lineStarts[place.line - 1] ?? 0) + place.column - 1;
  return coveredSpan[0] <= offset && offset <= coveredSpan[1];
}

/** Where an intent may stand that answers a finding: there, where it is mended, on the way to it, at its consumer. */
export function placesOf(model: ProjectModel, { at, cause, because = [], consumer: id }: Finding): readonly Location[] {
  const consumer = id === undefined ? undefined : model.consumers.flatMap((each) => [each, ...each.cases]).find((each) => each.id === id);
  const functions = consumer ? [consumer.handler, consumer.registered] : [];
  return [
    at,
    ...(cause ? [cause] : []),
    ...because.map((evidence) => evidence.at),
    ...(consumer ? [consumer.at, consumer.declaredAt] : []),
    ...functions.flatMap((each) => (each ? [locationOf(each.file, each.fact.span)] : [])),
  ];
}
