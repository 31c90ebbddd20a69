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
  return /^(?:aws-cdk-lib|@aws-cdk\/[\w-]+|@guardian\/cdk|@aws-solutions-constructs\/[\w-]+|sst\/constructs|constructs)(?:\/|$)/.test(specifier) || isProviderPackage(specifier);
}

/** Names that every file of an SST v3 app has without importing them. Source: sst 3 `platform/src/global.d.ts`. */
export const appGlobals: ReadonlySet<string> = new Set(['sst', 'aws', 'cloudflare']);

/** Which argument names a construct, and which holds its properties: the CDK's have the parent before them. */
export function argumentsOf(name: string): { readonly name: number; readonly properties: number } {
  return /^(?:pulumi|ion)/.test(name) ? { name: 0, properties: 1 } : { name: 1, properties: 2 };
}

/** Does a program that imports it declare what a cloud has to make? Source: the packages of the Pulumi registry. */
export function isProviderPackage(specifier: string): boolean {
  return /^@pulumi\/[\w-]+(?:\/|$)/.test(specifier);
}

function pathOf(entity: ExternalEntity): readonly string[] | undefined {
  if (entity.package === 'global') return globalPath(entity);
  if (entity.from === 'export' || entity.from === 'type') {
    const module = moduleOf(entity.package);
    return module === undefined ? undefined : within(module, entity.name);
  }
  if (entity.from !== 'member' || !entity.of) return undefined;
  const of = pathOf(entity.of);
  if (!of) return undefined;
  return of.length === 1 && of[0] !== undefined ? within(of[0], entity.name) : [...of, entity.name];
}

/** `sst.aws.Queue` of SST v3 is `ion.aws.Queue`: `sst` is version 2. The providers are Pulumi's. */
function globalPath({ from, name, of }: ExternalEntity): readonly string[] | undefined {
  if (from === 'export') return appGlobals.has(name) ? [name === 'sst' ? 'ion' : `pulumi-${name}`] : undefined;
  const path = from === 'member' && of ? globalPath(of) : undefined;
  return path && [...path, name];
}

function within(module: string, name: string): readonly string[] {
  if (name === '*' || name === 'default') return [module];
  // `import { aws_sqs as sqs } from 'aws-cdk-lib'`
  if (module === 'cdk' && /^(?:aws|custom)_[a-z0-9_]+$/.test(name)) return [name.replaceAll('_', '-')];
  return [module, name];
}

function moduleOf(name: string): string | undefined {
  const root = rootPackage(name);
  // `@pulumi/aws/sqs` is `sqs` of `@pulumi/aws`.
  if (root.startsWith('@pulumi/')) return `pulumi-${name.slice('@pulumi/'.length).replace(/\/index(?:\.js)?$/, '').replaceAll('/', '.')}`;
  if (root === 'aws-cdk-lib') return /^aws-cdk-lib\/([\w-]+)/.exec(name)?.[1] ?? 'cdk';
  if (root === '@aws-cdk/core') return 'cdk';
  if (root === '@guardian/cdk') return 'guardian';
  if (root.startsWith('@aws-cdk/')) return root.slice('@aws-cdk/'.length);
  if (root.startsWith('@aws-solutions-constructs/')) return root.slice('@aws-solutions-constructs/'.length);
  return name === 'sst/constructs' ? 'sst' : undefined;
}
