import type { FunctionResource, InfrastructureValue, Resource } from '../../model/infrastructure.ts';
import { environmentOf } from '../aws/function.ts';
import { deadLetterAt, numberAt, valueAt } from '../aws/setting.ts';
import { firstOf } from '../reading/dead-letter.ts';
import { folderOf } from '../reading/path.ts';
import { withoutFaults } from '../reading/problem.ts';
import { locate } from '../reading/source-text.ts';
import { template as put, text } from '../reading/value.ts';
import { type Entry, itemsOf, type Tree, treeAt } from '../tree/tree.ts';
import { onFailureOf } from './destination.ts';
import { readEvent } from './events.ts';
import { readRoutes } from './routes.ts';
import { foreignPart, functionEntries, type Service, stackName } from './service.ts';

/** Every function with the events that bring messages to it. */
export function readFunctions(service: Service): readonly Resource[] {
  const functions = treeAt(service.root, 'functions');
  const foreign = [
    ...foreignPart(service, 'functions', functions),
    ...itemsOf(functions).flatMap((item, index) => foreignPart(service, `functions.${index}`, item)),
  ];
  const sound = withoutFaults(functionEntries(service.root), service.faults);
  return [...foreign, ...sound.flatMap((entry) => withEvents(entry, service))];
}

function withEvents({ key, value, span }: Entry, service: Service): readonly Resource[] {
  const id = `functions.${key}`;
  if (value.kind !== 'map') return foreignPart(service, id, value, span);
  const events = treeAt(value, 'events');
  return [
    readFunction({ id, name: key, settings: value, span }, service),
    ...foreignPart(service, `${id}.events`, events),
    ...itemsOf(events).flatMap((event, index) =>
      readEvent({ id: `${id}.events.${index}`, function: id, event, service }),
    ),
    ...readRoutes(id, value, service),
  ];
}

/** In: `settings` as under `functions.<name>`, or as the worker of a construct. */
export function readFunction(
  written: { readonly id: string; readonly name: string; readonly settings: Tree; readonly span: Entry['span'] },
  service: Service,
): FunctionResource {
  const { template, root } = service;
  const { id, name, settings, span } = written;
  return {
    kind: 'function',
    id,
    scope: template.scope,
    at: locate(template.source, span),
    name: valueAt(settings, ['name'], template) ?? put([stackName(service), text(`-${name}`)]),
    handler: valueAt(settings, ['handler'], template),
    codeDirectory: folderOf(template.source.file),
    environment: environmentIn(settings, service),
    timeoutSeconds:
      numberAt(settings, ['timeout'], template) ?? numberAt(treeAt(root, 'provider'), ['timeout'], template),
    asynchronousDeadLetter: firstOf(deadLetterAt(settings, ['onError'], template), onFailureOf(settings, service)),
  };
}

/** What every function gets, and what this one gets. */
function environmentIn(settings: Tree, { root, template }: Service): Readonly<Record<string, InfrastructureValue>> {
  return {
    ...environmentOf(treeAt(root, 'provider', 'environment'), template),
    ...environmentOf(treeAt(settings, 'environment'), template),
  };
}
