import { posix } from 'node:path';
import type { InfrastructureValue, Resource } from '../model/infrastructure.ts';

/** Where a value of an infrastructure file leads. */
export interface Followed {
  /** The resource it refers to. */
  readonly resource?: Resource;
  /** Its text, with `…` for what only deployment decides. */
  readonly text?: string;
  /** The value that leads out of what is read. */
  readonly beyond?: InfrastructureValue;
}

/** All that infrastructure files, and programs that declare infrastructure, say of a project. */
export interface InfrastructureIndex {
  readonly resources: readonly Resource[];
  /** Follows a value written in `scope` through locals, variables, modules and references. */
  follow(value: InfrastructureValue | undefined, scope: string): Followed;
}

/** References behind each other that are followed. */
const DEEPEST = 12;

export function indexInfrastructure(resources: readonly Resource[]): InfrastructureIndex {
  const byId = new Map<string, Resource>();
  for (const resource of resources) {
    const key = `${resource.scope}\n${resource.id}`;
    if (!byId.has(key)) byId.set(key, resource);
  }
  const find = (scope: string, id: string): Resource | undefined => byId.get(`${scope}\n${id}`);

  const follow = (value: InfrastructureValue | undefined, scope: string, depth: number): Followed => {
    if (!value || depth > DEEPEST) return {};
    switch (value.kind) {
      case 'text':
        return { text: value.text };
      case 'template':
        return { text: value.parts.map((part) => follow(part, scope, depth + 1).text ?? '…').join('') };
      case 'reference':
        return reference(value.to, value.attribute, scope, depth);
      default:
        return { beyond: value };
    }
  };

  const reference = (to: string, attribute: string | undefined, scope: string, depth: number): Followed => {
    const named = attribute === undefined ? undefined : find(scope, `${to}.${attribute}`);
    const found = named ?? find(scope, to);
    if (found?.kind === 'value') {
      // What the one gives that uses a module counts, not the default.
      const outside = given(to, scope, depth);
      return outside.resource ?? outside.text !== undefined ? outside : follow(found.value, scope, depth + 1);
    }
    if (found?.kind === 'foreign') return output(found, attribute, depth);
    if (!found) return given(to, scope, depth);
    return 'name' in found && found.kind !== 'binding' && found.name ? { resource: found, ...textOnly(follow(found.name, scope, depth + 1)) } : { resource: found };
  };

  const textOnly = ({ text }: Followed): Pick<Followed, 'text'> => (text === undefined ? {} : { text });

  /** A variable of a local module: what the one that uses the module gives it. */
  const given = (to: string, scope: string, depth: number): Followed => {
    if (!to.startsWith('var.')) return {};
    const name = to.slice('var.'.length);
    for (const user of resources) {
      if (user.kind !== 'foreign' || moduleScope(user) !== scope) continue;
      const input = user.inputs[name];
      if (input) return follow(input, user.scope, depth + 1);
    }
    return {};
  };

  /** An output of a local module. */
  const output = (module: Extract<Resource, { kind: 'foreign' }>, attribute: string | undefined, depth: number): Followed => {
    const scope = moduleScope(module);
    const found = attribute === undefined ? undefined : find(scope, `output.${attribute}`);
    return found?.kind === 'value' ? follow(found.value, scope, depth + 1) : { resource: module };
  };

  return { resources, follow: (value, scope) => follow(value, scope, 0) };
}

/** The folder of a local module, the file of one of Bicep; a remote one leads nowhere. */
function moduleScope({ source, scope }: Extract<Resource, { kind: 'foreign' }>): string {
  if (scope.endsWith('.bicep')) return posix.join(posix.dirname(scope), source);
  return source.startsWith('.') ? posix.join(scope, source) : source;
}
