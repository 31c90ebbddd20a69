import type { ExternalEntity } from '../entity.ts';
import { rootPackage } from '../external.ts';

/**
 * The name of a thing of a construct library, however it is imported: `aws-sqs.Queue`, `aws-sqs.Queue.fromQueueArn`,
 * `cdk.Duration.minutes`, `sst.Queue`. Version 1 of the CDK has a package for each module, version 2 one for all.
 * Source: `exports` of aws-cdk-lib 2.276.0 and of sst 2.48.5; `@aws-cdk/aws-sqs` 1.204.0.
 */
export function constructName(entity: ExternalEntity): string | undefined {
  const path = pathOf(entity);
  return path && path.length > 1 ? path.join('.') : undefined;
}

/** Is it a package whose constructs are read? */
export function isConstructPackage(specifier: string): boolean {
  return /^(?:aws-cdk-lib|@aws-cdk\/[\w-]+|sst\/constructs|constructs)(?:\/|$)/.test(specifier);
}

/** Does a program that imports it declare what a cloud has to make? Source: the packages of the Pulumi registry. */
export function isProviderPackage(specifier: string): boolean {
  return /^@pulumi\/[\w-]+(?:\/|$)/.test(specifier);
}

function pathOf(entity: ExternalEntity): readonly string[] | undefined {
  if (entity.from === 'export' || entity.from === 'type') {
    const module = moduleOf(entity.package);
    return module === undefined ? undefined : within(module, entity.name);
  }
  if (entity.from !== 'member' || !entity.of) return undefined;
  const of = pathOf(entity.of);
  if (!of) return undefined;
  return of.length === 1 && of[0] !== undefined ? within(of[0], entity.name) : [...of, entity.name];
}

function within(module: string, name: string): readonly string[] {
  if (name === '*' || name === 'default') return [module];
  // `import { aws_sqs as sqs } from 'aws-cdk-lib'`
  if (module === 'cdk' && /^(?:aws|custom)_[a-z0-9_]+$/.test(name)) return [name.replaceAll('_', '-')];
  return [module, name];
}

function moduleOf(name: string): string | undefined {
  const root = rootPackage(name);
  if (root === 'aws-cdk-lib') return /^aws-cdk-lib\/([\w-]+)/.exec(name)?.[1] ?? 'cdk';
  if (root === '@aws-cdk/core') return 'cdk';
  if (root.startsWith('@aws-cdk/')) return root.slice('@aws-cdk/'.length);
  return name === 'sst/constructs' ? 'sst' : undefined;
}
