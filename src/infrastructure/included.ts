import { posix } from 'node:path';
import type { ForeignResource, InfrastructureFacts, Resource } from '../model/infrastructure.ts';
import { NAMELESS } from './serverless/fragment.ts';

/** In: what stands for the part, and the file of the service. Out: nothing where it cannot be read. */
export type ImportedPart = (part: ForeignResource, service: string) => readonly Resource[];

/** Modules behind each other that hold parts of one service. */
const DEEPEST = 4;

/**
 * Puts what stands in a file of its own, `functions: ${file(functions.yml)}`, where a service of the Serverless Framework
 * includes it: its references and paths are those of the service.
 */
export function withIncluded(all: readonly InfrastructureFacts[], imported: ImportedPart): readonly InfrastructureFacts[] {
  const byFile = new Map(all.map((facts) => [facts.file, facts]));
  const included = new Set<string>();
  const joined = all.map((facts) => {
    if (facts.format !== 'serverless') return facts;
    const resources = facts.resources.flatMap((resource): readonly Resource[] => {
      const part = resource.kind === 'foreign' ? partOf(resource, facts, byFile) : undefined;
      if (!part || resource.kind !== 'foreign') return resource.kind === 'foreign' ? importedOf(resource, facts, imported, 0) : [resource];
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

/** What a service in TypeScript imports, and what that module imports itself. */
function importedOf(resource: ForeignResource, service: InfrastructureFacts, imported: ImportedPart, depth: number): readonly Resource[] {
  const { file } = service;
  const parts = depth < DEEPEST && /\.[cm]?[jt]s$/.test(file) ? imported(resource, file) : [];
  if (parts.length === 0) return [resource];
  return parts.flatMap((each) => (each.kind === 'foreign' ? importedOf({ ...each, scope: file }, service, imported, depth + 1) : [moved(each, resource, file)]));
}
