import { readInfrastructure } from '../../src/infrastructure/index.ts';
import type { InfrastructureFacts, Resource } from '../../src/model/infrastructure.ts';
import type { Location } from '../../src/model/location.ts';

export function factsOf(file: string, text: string): InfrastructureFacts {
  const facts = readInfrastructure(file, text);
  if (facts === undefined) throw new Error(`${file} is not read as infrastructure`);
  return facts;
}

export function resourceOf<Kind extends Resource['kind']>(
  facts: InfrastructureFacts,
  kind: Kind,
  id: string,
): Extract<Resource, { readonly kind: Kind }> {
  const found = facts.resources.find((resource) => resource.kind === kind && resource.id === id);
  if (found?.kind !== kind)
    throw new Error(`no ${kind} ${id} among ${facts.resources.map((each) => each.id).join(', ')}`);
  return found as Extract<Resource, { readonly kind: Kind }>;
}

/** `3:5` or `3:5-7:20`. */
export function place({ line, column, endLine, endColumn }: Location): string {
  return endLine === undefined ? `${line}:${column}` : `${line}:${column}-${endLine}:${endColumn}`;
}
