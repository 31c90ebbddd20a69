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
  return text === undefined || dot < 1 ? undefined : posix.normalize(posix.join(resource.codeDirectory ?? '', text.slice(0, dot)));
}

function withoutEnding(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, '');
}
