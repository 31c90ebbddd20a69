import { findLibraryCalls, isOf, libraryCallees } from '../link/library-calls.ts';
import { findDecorators } from '../link/decorators.ts';
import { nodesOf } from '../link/flow.ts';
import type { ProjectModel } from '../link/project-model.ts';
import type { Broker } from '../model/broker.ts';
import type { Declaration } from '../model/declaration.ts';
import type { StatedQueueResource } from '../model/infrastructure.ts';
import type { Location } from '../model/location.ts';
import { rootPackage } from '../link/external.ts';

/** Why a declaration of the settings says nothing, or something wrong. */
export type Staleness =
  | { readonly why: 'notImported'; readonly what: string }
  /** `instead`: how calls of the package read. */
  | { readonly why: 'notCalled'; readonly what: string; readonly call: string; readonly instead: readonly string[] }
  | { readonly why: 'noFile'; readonly what: string }
  | { readonly why: 'notExported'; readonly what: string; readonly export: string }
  | { readonly why: 'notUsed'; readonly what: string }
  | { readonly why: 'contradicted'; readonly what: string; readonly by: Location; readonly keeps: boolean };

export interface StaleDeclaration {
  readonly declaration: Declaration;
  readonly staleness: Staleness;
}

/** The declarations that no longer fit the project. */
export function staleDeclarations(model: ProjectModel): readonly StaleDeclaration[] {
  return model.stated.flatMap((declaration) => {
    const staleness = stalenessOf(model, declaration);
    return staleness ? [{ declaration, staleness }] : [];
  });
}

function stalenessOf(model: ProjectModel, { of }: Declaration): Staleness | undefined {
  if (of.what === 'call') return ofCall(model, of);
  return of.what === 'files' ? ofFiles(model, of) : ofQueue(model, of.queue);
}

function ofCall(model: ProjectModel, { package: name, key, ofProject, settles }: Extract<Declaration['of'], { what: 'call' }>): Staleness | undefined {
  const { linker } = model;
  if (ofProject && !linker.files.has(name)) return { why: 'noFile', what: name };
  if (!ofProject && !isImported(model, name)) return { why: 'notImported', what: name };
  if (settles && isSettledBy(model, name, key)) return undefined;
  const table: Broker = { name, title: name, system: 'unknown', shape: { packages: [name] } };
  if (key.startsWith('@')) {
    const isUsed = findDecorators(linker).some((decorator) => isOf(table, decorator) && linker.names.keyOf(decorator, false) === key.slice(1));
    return isUsed ? undefined : { why: 'notCalled', what: name, call: key, instead: [] };
  }
  const found = findLibraryCalls(linker, [table], () => ({ [key]: true }));
  return found.length > 0 ? undefined : { why: 'notCalled', what: name, call: key, instead: callsOf(model, table) };
}

/** Does a handler settle a message with it? What it is given may have no type. */
function isSettledBy({ consumers }: ProjectModel, name: string, key: string): boolean {
  return consumers.some(({ flow }) => Array.from(nodesOf(flow)).some((node) => node.do === 'settle' && node.broker.name === name && node.broker.settlements?.[key] !== undefined));
}

function isImported({ linker }: ProjectModel, name: string): boolean {
  return [...linker.files.values()].some(({ imports }) => imports.some((each) => each === name || rootPackage(each) === name || each.startsWith(`${name}/`)));
}

const MOST_SHOWN = 5;

/** How calls of a package read, as far as the code shows where they lead. */
function callsOf({ linker }: ProjectModel, table: Broker): readonly string[] {
  const keys = new Set<string>();
  for (const file of linker.files.values()) {
    for (const [call, fact] of file.calls.entries()) {
      if (keys.size >= MOST_SHOWN) return [...keys];
      if (fact.kind === 'decorator' || !mayLeadTo(fact.callee.kind)) continue;
      for (const { callee, isNew } of libraryCallees(linker, file, call, linker.openFrame(file, fact.fn))) {
        if (isOf(table, callee)) keys.add(linker.names.keyOf(callee, isNew));
      }
    }
  }
  return [...keys];
}

function mayLeadTo(kind: string): boolean {
  return kind === 'binding' || kind === 'member' || kind === 'import' || kind === 'super';
}

function ofFiles({ linker }: ProjectModel, { pattern, files, export: exported }: Extract<Declaration['of'], { what: 'files' }>): Staleness | undefined {
  const matching = [...linker.files.values()].filter(({ file }) => files.test(file));
  if (matching.length === 0) return { why: 'noFile', what: pattern };
  const [name = 'default'] = exported.split('.');
  const hasExport = matching.some((file) => Object.hasOwn(file.exports, name) || file.exportAll.length > 0 || file.moduleExports !== undefined);
  return hasExport ? undefined : { why: 'notExported', what: pattern, export: name };
}

function ofQueue(model: ProjectModel, queue: StatedQueueResource): Staleness | undefined {
  const what = queue.name.kind === 'text' ? queue.name.text : '';
  const destination = model.destinations.find(({ resources }) => resources.includes(queue));
  const others = destination?.resources.filter((resource) => resource.kind === 'queue' || resource.kind === 'subscription') ?? [];
  const opposes = ({ deadLetter }: (typeof others)[number]): boolean => queue.keeps !== undefined && deadLetter !== 'unknown' && (deadLetter !== undefined) !== queue.keeps.kept;
  const [opposed] = others;
  // One that agrees may be the one that is deployed.
  if (opposed && others.every(opposes)) return { why: 'contradicted', what, by: opposed.at, keeps: opposed.deadLetter !== undefined };
  const isUsed = model.consumers.some(({ sources }) => destination && sources.includes(destination)) || model.producers.some((producer) => sendsTo(model, producer, destination));
  return isUsed ? undefined : { why: 'notUsed', what };
}

function sendsTo(model: ProjectModel, { broker, destination, at }: ProjectModel['producers'][number], target: ProjectModel['destinations'][number] | undefined): boolean {
  return target !== undefined && destination !== undefined && model.destinationsOf({ system: broker.system, name: destination, at }).includes(target);
}
