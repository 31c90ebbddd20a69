import type { LinkedDeclaration } from '../../link/declarations.ts';
import type { Entity } from '../../link/entity.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Location } from '../../model/location.ts';
import type { Argument, Value } from '../../model/value.ts';

/** How a workflow calls activities. */
export interface ActivityPolicy {
  readonly at: Location;
  readonly options: readonly Entity[];
  /** The activities it is used for by name. */
  readonly names: ReadonlySet<string>;
  /** It is handed on: other files may call any activity with it. */
  readonly open: boolean;
}

const known = new WeakMap<ProjectModel, readonly ActivityPolicy[]>();

/** The options under which activities are called, one for each `proxyActivities`. */
export function activityPolicies(model: ProjectModel): readonly ActivityPolicy[] {
  let policies = known.get(model);
  if (!policies) known.set(model, (policies = model.declarations.filter(({ key }) => PROXIES.has(key)).flatMap(policyOf)));
  return policies;
}

const PROXIES = new Set(['proxyActivities', 'proxyLocalActivities']);

function policyOf({ at, options, library }: LinkedDeclaration): readonly ActivityPolicy[] {
  if (!library) return [];
  const { file, call } = library.reference;
  const held = holdersOf(file, call);
  const names = new Set<string>();
  const isProxy = (value: Argument): boolean => (value.kind === 'call' && value.call === call) || (value.kind === 'binding' && held.has(value.binding));
  for (const { values } of file.bindings) for (const value of values) if (value.kind === 'member' && isProxy(value.of)) names.add(value.name);
  for (const { callee } of file.calls) if (callee.kind === 'member' && isProxy(callee.of)) names.add(callee.name);
  return [{ at, options, names, open: isHandedOn(file, call, isProxy) }];
}

/** The variables that hold what a call gives as a whole. */
function holdersOf(file: FileFacts, call: number): ReadonlySet<number> {
  return new Set(file.bindings.flatMap(({ values }, index) => (values.some((value) => value.kind === 'call' && value.call === call) ? [index] : [])));
}

function isHandedOn(file: FileFacts, call: number, isProxy: (value: Argument) => boolean): boolean {
  const exported: readonly Value[] = [...Object.values(file.exports), ...(file.moduleExports ? [file.moduleExports] : [])];
  const used = file.calls[call]?.use.as;
  return exported.some(isProxy) || file.functions.some(({ returns }) => returns.some(isProxy)) || file.calls.some((each) => each.arguments.some(isProxy)) || used === 'stored';
}
