import { posix } from 'node:path';

export type Kind = 'terraform' | 'variables' | 'wrangler' | 'serverless' | 'pulumi' | 'function' | 'host' | 'template' | 'shell' | 'environment' | 'dotenv' | 'bicep' | 'local settings';

const names: readonly (readonly [RegExp, Kind])[] = [
  [/\.(?:tf|tofu)$/, 'terraform'],
  [/^terraform\.tfvars$|\.auto\.tfvars$/, 'variables'],
  [/^wrangler(?:\.[\w-]+)*\.(?:toml|jsonc?)$/, 'wrangler'],
  [/^serverless(?:[.-][\w-]+)*\.(?:ya?ml|json|[cm]?[jt]s)$/, 'serverless'],
  [/^(?:docker-)?compose(?:[.-][\w-]+)*\.ya?ml$|^values(?:[.-][\w-]+)*\.ya?ml$/, 'environment'],
  [/\.bicep$/, 'bicep'],
  [/^local\.settings(?:\.[\w-]+)*\.json$/, 'local settings'],
  [/^function\.json$/, 'function'],
  [/^host\.json$/, 'host'],
  [/^(?:Pulumi\.yaml|Main\.(?:yaml|json))$/, 'pulumi'],
  [/\.(?:ya?ml|json|template)$/, 'template'],
  // Files that `env_file` of Compose names.
  [/\.env$/, 'dotenv'],
  [/\.(?:sh|bash|mk)$|^(?:GNUm|M|m)akefile$/, 'shell'],
];

/** Files that other tools own, by the start of their name. */
const others = [
  ...['package', 'npm-shrinkwrap', 'pnpm-lock', 'pnpm-workspace', 'lerna', 'nx', 'turbo', 'deno', 'composer', 'biome'],
  ...['tsconfig', 'jsconfig', 'nest-cli', 'api-extractor', 'jest.config', 'lefthook', 'renovate', 'dependabot'],
  ...['Chart', 'kustomization', 'codecov', 'sonar-project', 'mkdocs'],
  ...['vercel', 'firebase', 'openapi', 'swagger', 'asset-manifest'],
];
const otherFile = new RegExp(`^(?:${others.join('|').replaceAll('.', '\\.')})(?:[.-][\\w-]+)*\\.(?:ya?ml|json)$`);
const lockFile = /(?:^|[.-])lock\.(?:ya?ml|json)$/;
const otherFolder = /(?:^|\/)(?:node_modules|\.git|\.github|\.terraform|\.serverless|\.vscode|\.yarn)\//;

/** By path alone; undefined for a file that is not worth opening. */
export function kindOf(file: string): Kind | undefined {
  const name = posix.basename(file);
  if (/^\.env(?:\.[\w-]+)*$/.test(name) && !otherFolder.test(file)) return 'dotenv';
  if (otherFolder.test(file) || name.startsWith('.') || otherFile.test(name) || lockFile.test(name)) return undefined;
  return names.find(([pattern]) => pattern.test(name))?.[1];
}
