import type { ForeignResource, InfrastructureValue } from '../../model/infrastructure.ts';
import type { Span } from '../../model/location.ts';
import { valueOf } from '../aws/intrinsics.ts';
import type { Template } from '../aws/template.ts';
import type { Fault } from '../reading/problem.ts';
import { locate } from '../reading/source-text.ts';
import { parameter, template as put, text, unknown } from '../reading/value.ts';
import { type Entry, entriesOf, itemsOf, type Tree, treeAt } from '../tree/tree.ts';

/** A service of the Serverless Framework, its variables already replaced. */
export interface Service {
  readonly root: Tree;
  /** Its `resources`, in which its functions have the ids that the framework makes up. */
  readonly template: Template;
  readonly functionNames: ReadonlySet<string>;
  readonly faults: readonly Fault[];
}

/** The entries of `functions`, written as a map or as a list of maps. */
export function functionEntries(root: Tree): readonly Entry[] {
  const functions = treeAt(root, 'functions');
  return functions?.kind === 'list' ? itemsOf(functions).flatMap(entriesOf) : entriesOf(functions);
}

/** `charge-card` is `ChargeDashcardLambdaFunction` in the template that is deployed. */
export function lambdaId(name: string): string {
  return `${normalized(name)}LambdaFunction`;
}

export function normalized(name: string): string {
  const words = name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore');
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

/** The name of the stack, which starts the names the framework makes up: `<service>-<stage>`. */
export function stackName({ root, template }: Service): InfrastructureValue {
  const given = treeAt(root, 'provider', 'stackName');
  if (given !== undefined) return valueOf(given, template);
  const service = treeAt(root, 'service');
  const name = service?.kind === 'map' ? treeAt(service, 'name') : service;
  const stage = treeAt(root, 'provider', 'stage');
  return put([
    name === undefined ? unknown('the service has no name') : valueOf(name, template),
    text('-'),
    stage === undefined ? parameter('sls:stage') : valueOf(stage, template),
  ]);
}

/** What stands in another file. */
export function foreignPart(
  service: Service,
  id: string,
  tree: Tree | undefined,
  span?: Span,
): readonly ForeignResource[] {
  if (tree?.kind !== 'value' || tree.file === undefined) return [];
  const { source, scope } = service.template;
  return [{ kind: 'foreign', id, scope, at: locate(source, span ?? tree.span), source: tree.file, inputs: {} }];
}
