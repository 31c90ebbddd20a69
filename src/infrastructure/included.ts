import { posix } from 'node:path';
import type { ForeignResource, InfrastructureFacts, Resource } from '../model/infrastructure.ts';
import { NAMELESS } from './serverless/fragment.ts';

/** In: the function's name, the file of the service, and what it imports. Out: nothing where that cannot be read. */
export type ImportedFunction = (name: string, service: string, source: string) => readonly Resource[];

/**
 * Puts what stands in a file of its own, `functions: ${file(functions.yml)}`, where a service of the Serverless Framework
 * includes it: its references and paths are those of the service.
 */
export function withIncluded(all: readonly InfrastructureFacts[], imported: ImportedFunction): readonly InfrastructureFacts[] {
  const byFile = new Map(all.map((facts) => [facts.file, facts]));
  const included = new Set<string>();
  const joined = all.map((facts) => {
    if (facts.format !== 'serverless') return facts;
    const resources = facts.resources.flatMap((resource): readonly Resource[] => {
      const part = resource.kind === 'foreign' ? partOf(resource, facts, byFile) : undefined;
      if (!part || resource.kind !== 'foreign') return resource.kind === 'foreign' ? functionOf(resource, facts, imported) : [resource];
      included.add(part.file);
      return part.resources.map((each) => moved(each, resource, facts.file));
    });
    return { ...facts, resources };
  });
  return joined.filter(({ file }) => !included.has(file));
}

function partOf({ source }: ForeignResource, { file }: InfrastructureFacts, byFile: ReadonlyMap<string, InfrastructureFacts>): InfrastructureFacts | undefined {
  const path = posix.normalize(posix.join(posix.dirname(file), source.trim().replace(/^(['"])(.*)\1$/, '$2')));
  const part = path === file ? undefined : byFile.get(path);
  return part?.format === 'serverless' || part?.format === 'cloudformation' ? part : undefined;
}

function moved(resource: Resource, { id }: ForeignResource, service: string): Resource {
  const named = resource.id === NAMELESS ? { ...resource, id, scope: service } : { ...resource, scope: service };
  return named.kind === 'function' && named.codeDirectory !== undefined ? { ...named, codeDirectory: posix.dirname(service) } : named;
}

/** A function that a service in TypeScript imports. */
function functionOf(resource: ForeignResource, { file }: InfrastructureFacts, imported: ImportedFunction): readonly Resource[] {
  const [, name] = /^functions\.([^.]+)$/.exec(resource.id) ?? [];
  const parts = name !== undefined && /\.[cm]?[jt]s$/.test(file) ? imported(name, file, resource.source) : [];
  return parts.length === 0 ? [resource] : parts.map((each) => moved(each, resource, file));
}
