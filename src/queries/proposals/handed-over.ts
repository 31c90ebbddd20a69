import { callLocation } from '../../link/call-location.ts';
import { type CallReference, type Entity, type ExternalEntity, type FunctionEntity, plainText } from '../../link/entity.ts';
import { rootPackage } from '../../link/external.ts';
import { nodesOf } from '../../link/flow.ts';
import { libraryCallees } from '../../link/library-calls.ts';
import { argumentsFrom } from '../../link/parameters.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { changesSomething } from '../failure-of.ts';
import { merged, type Proposal } from './proposal.ts';

/** How calls are called that take a function for messages. Names prove nothing: here they only choose what to ask a person. */
const takesMessages = /^(?:on[A-Z]\w*|(?:subscribe|consume|process|handle|listen|receive|poll|register|worker|job|task)(?:[A-Z]\w*)?|Worker|start|init|run|attach)$/;
const namesDestination = /queue|topic|subject|stream|channel|destination|event|name/i;
const verbs: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'all']);
/** Pages are no place for consumers. */
const source = /\.[cm]?[jt]s$/;

/** Calls of packages without a table that are given a function which changes something, or may. */
export function proposedCalls(model: ProjectModel): readonly Proposal[] {
  const { linker } = model;
  const proposals: Proposal[] = [];
  for (const file of linker.files.values()) {
    if (!source.test(file.file) || !file.imports.some((specifier) => isUnknown(model, file, specifier))) continue;
    for (const [call, fact] of file.calls.entries()) {
      if (fact.kind !== 'call' && fact.kind !== 'new') continue;
      const reference: CallReference = { file, call, frame: linker.openFrame(file, fact.fn) };
      for (const { callee, isNew } of libraryCallees(linker, file, call, reference.frame)) {
        if (callee.from === 'argument' || !hasNoTable(model, callee.package)) continue;
        proposals.push(...proposalOf(model, reference, callee, isNew));
      }
    }
  }
  return merged(proposals);
}

function proposalOf(model: ProjectModel, reference: CallReference, callee: ExternalEntity, isNew: boolean): readonly Proposal[] {
  const given = argumentsOf(model, reference);
  const path = textAt(given[0]);
  const isRoute = verbs.has(callee.name.toLowerCase()) && path?.startsWith('/') === true;
  if (!isRoute && !takesMessages.test(callee.name)) return [];
  const handler = handlerIn(model, given);
  if (handler === undefined) return [];
  const named = { package: rootPackage(callee.package), call: model.linker.names.keyOf(callee, isNew) };
  if (!/^[\w ().]+$/.test(named.call)) return [];
  const because = [{ at: callLocation(reference), note: 'gives it a function that changes something, or may' }];
  if (isRoute) return [{ kind: 'endpoints', declaration: { ...named, ...(callee.name === 'all' ? {} : { method: callee.name.toUpperCase() }), path: 0, handler }, because }];
  const destination = destinationIn(given, handler);
  return [{ kind: 'consumers', declaration: { ...named, ...(destination !== undefined && { destination }), handler, like: '?' }, because }];
}

function isUnknown(model: ProjectModel, { file }: FileFacts, specifier: string): boolean {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return false;
  const resolution = model.linker.resolve(file, specifier);
  return resolution.kind === 'package' && hasNoTable(model, resolution.name);
}

function hasNoTable({ linker, flows }: ProjectModel, name: string): boolean {
  return name !== 'global' && !name.startsWith('node:') && !linker.names.shapeOf(name) && !flows.effects.knows(name);
}

function argumentsOf({ linker }: ProjectModel, { file, call, frame }: CallReference): readonly (readonly Entity[])[] {
  const written = file.calls[call]?.arguments ?? [];
  return written.slice(0, 6).map((_, index) => argumentsFrom(linker, { written, frame }, index, false));
}

/** Where a function of the project stands that changes something, or may: `1`, `0.handler`. */
function handlerIn(model: ProjectModel, given: readonly (readonly Entity[])[]): string | number | undefined {
  for (const [index, entities] of given.entries()) {
    for (const entity of entities) {
      if (entity.is === 'function' && changes(model, entity)) return index;
      if (entity.is !== 'object') continue;
      for (const property of entity.value.properties) {
        if (property.kind !== 'value') continue;
        const values = model.linker.evaluate(property.value, entity.frame);
        if (values.some((value) => value.is === 'function' && changes(model, value))) return `${String(index)}.${property.key}`;
      }
    }
  }
  return undefined;
}

function changes(model: ProjectModel, target: FunctionEntity): boolean {
  return Array.from(nodesOf(model.flowOf(target))).some((node) => changesSomething(node) || node.do === 'settle' || (node.do === 'unknown' && node.outcome.kind === 'awaited'));
}

function destinationIn(given: readonly (readonly Entity[])[], handler: string | number): string | number | undefined {
  for (const [index, entities] of given.entries()) {
    if (index !== handler && textAt(entities) !== undefined) return index;
    const object = entities.find(({ is }) => is === 'object');
    const property = object?.is === 'object' ? object.value.properties.find((each) => each.kind === 'value' && namesDestination.test(each.key) && `${String(index)}.${each.key}` !== handler) : undefined;
    if (property?.kind === 'value') return `${String(index)}.${property.key}`;
  }
  return undefined;
}

function textAt(entities: readonly Entity[] | undefined): string | undefined {
  return entities?.filter(({ is }) => is === 'text').map(plainText).find((text) => text !== undefined);
}
