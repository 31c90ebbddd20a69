import { posix } from 'node:path';
import type { BindingResource, FunctionResource } from '../model/infrastructure.ts';
import type { InfrastructureIndex } from './infrastructure-values.ts';

/** The file a function starts in, without its ending, where it is said. */
export function entryOf(infrastructure: InfrastructureIndex, resource: FunctionResource | BindingResource): string | undefined {
  if (resource.entry !== undefined) return withoutEnding(posix.normalize(resource.entry));
  if (resource.kind === 'binding') return undefined;
  if (resource.code) return withoutEnding(resource.code.file);
  const { text } = infrastructure.follow(resource.handler, resource.scope);
  const dot = text?.lastIndexOf('.') ?? -1;
  const folder = codeFolderOf(infrastructure, resource);
  return text === undefined || folder === undefined || dot < 1 ? undefined : posix.normalize(posix.join(folder, text.slice(0, dot)));
}

/** Where a handler string starts, if that is known. */
export function codeFolderOf(infrastructure: InfrastructureIndex, { codeDirectory, codeFolder, scope }: FunctionResource): string | undefined {
  const { text } = infrastructure.follow(codeFolder, scope);
  if (text === undefined || text.includes('…')) return codeDirectory;
  const folder = /\.[cm]?[jt]s$/.test(text) ? posix.dirname(text) : text;
  return folder.startsWith('/') ? folder.slice(1) : posix.join(infrastructure.rootOf(scope), folder);
}

function withoutEnding(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, '');
}
