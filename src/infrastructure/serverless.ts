import type { BindingResource, InfrastructureFacts, Resource } from '../model/infrastructure.ts';
import { environmentOf } from './aws/function.ts';
import { readOutputs } from './aws/outputs.ts';
import { readResources } from './aws/resources.ts';
import { templateOf } from './aws/template.ts';
import { problemsOf } from './reading/problem.ts';
import { locate, sourceText, type SourceText } from './reading/source-text.ts';
import { readConstructs } from './serverless/constructs.ts';
import { readFunctions } from './serverless/functions.ts';
import { foreignPart, functionEntries, lambdaId, type Service } from './serverless/service.ts';
import { fragmentOf } from './serverless/fragment.ts';
import type { Imported } from './serverless/imported.ts';
import { expandVariables } from './serverless/variables.ts';
import { entriesOf, entryOf, itemsOf, map, type ParsedTree, type Tree, treeAt } from './tree/tree.ts';

/**
 * The Serverless Framework, version 3 and 4. In: a file of its name. Out: undefined where it is something else.
 * Source: serverless 3.40.0, lib/configuration/read.js (`.yml`, `.yaml`, `.json`, and `.js`, `.cjs`, `.mjs`, `.ts` whose export is the service).
 */
export function readServerless(source: SourceText, { tree, faults }: ParsedTree): InfrastructureFacts | undefined {
  if (tree === undefined) return { file: source.file, format: 'serverless', resources: [], problems: problemsOf(source, faults) };
  if (!['service', 'functions', 'provider'].some((key) => entryOf(tree, key))) return undefined;
  return factsOf(source, expandVariables(tree, tree), faults);
}

/** A part of a service in a file of its own. */
export function readFragment(source: SourceText, parsed: ParsedTree): InfrastructureFacts | undefined {
  const root = fragmentOf(parsed);
  return root && factsOf(source, root, parsed.faults);
}

function factsOf(source: SourceText, root: Tree, faults: ParsedTree['faults']): InfrastructureFacts {
  const names = functionEntries(root).map(({ key }) => key);
  const addresses = new Map(names.map((name) => [lambdaId(name), `functions.${name}`]));
  const resources = templatesIn(root);
  const service: Service = {
    root,
    template: templateOf(resources, source, faults, addresses),
    functionNames: new Set(names),
    faults,
  };
  return {
    file: source.file,
    format: 'serverless',
    resources: [
      ...readFunctions(service),
      ...readConstructs(service),
      ...readResources(service.template),
      ...foreignResources(service),
      ...providerBindings(service),
      ...resources.flatMap((part) => readOutputs(part, service.template)),
    ],
    problems: problemsOf(source, faults),
  };
}

/** `resources` is a template or a list of templates. */
function templatesIn(root: Tree): readonly Tree[] {
  const resources = treeAt(root, 'resources');
  if (resources?.kind === 'list') return itemsOf(resources);
  return resources === undefined ? [] : [resources];
}

function foreignResources(service: Service): readonly Resource[] {
  return templatesIn(service.root).flatMap((part, index) => {
    const inside = treeAt(part, 'Resources');
    return [
      ...foreignPart(service, `resources.${index}`, part),
      ...foreignPart(service, `resources.${index}.Resources`, inside),
      ...entriesOf(inside).flatMap(({ key, value, span }) => foreignPart(service, key, value, span)),
    ];
  });
}

/** Environment variables that every function of the service gets. */
function providerBindings(service: Service): readonly Resource[] {
  const variables = treeAt(service.root, 'provider', 'environment');
  const { template } = service;
  const names = Object.entries(environmentOf(variables, template)).filter(([name]) => name !== '*');
  const bindings = names.map(([name, value]): BindingResource => ({
    kind: 'binding',
    id: `provider.environment.${name}`,
    scope: template.scope,
    at: locate(template.source, entryOf(variables, name)?.span ?? [0, 0]),
    name,
    value,
  }));
  return [...foreignPart(service, 'provider.environment', variables), ...bindings];
}

/** A part of a service, as another module exports it. In: the id that stands for it in the service. */
export function importedPart(id: string, { facts: { file }, text, tree }: Imported): readonly Resource[] {
  const service = tree.kind === 'map' ? serviceAround(id, expandVariables(tree, undefined)) : undefined;
  return service ? factsOf(sourceText(file, text), service, []).resources : [];
}

/** A service that has nothing else; `*0` stands for what is spread there. */
function serviceAround(id: string, part: Tree): Tree | undefined {
  const [, name] = /^functions\.(?!\*)([^.]+)$/.exec(id) ?? [];
  if (name !== undefined) return one('functions', one(name, part));
  if (/^functions(?:\.\*\d+)?$/.test(id)) return one('functions', part);
  if (/^resources\.\d+$/.test(id)) return one('resources', part);
  if (/^resources\.\d+\.Resources$|^\*\d+$/.test(id)) return one('resources', one('Resources', part));
  return id.includes('.') ? undefined : one('resources', one('Resources', one(id, part)));
}

function one(key: string, value: Tree): Tree {
  return map([{ key, value, span: value.span }], value.span);
}
