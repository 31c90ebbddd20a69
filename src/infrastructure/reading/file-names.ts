import { posix } from 'node:path';

export type Kind = 'terraform' | 'wrangler' | 'serverless' | 'template';

const names: readonly (readonly [RegExp, Kind])[] = [
  [/\.(?:tf|tofu)$/, 'terraform'],
  [/^wrangler(?:\.[\w-]+)*\.(?:toml|jsonc?)$/, 'wrangler'],
  [/^serverless(?:[.-][\w-]+)*\.(?:ya?ml|json)$/, 'serverless'],
  [/\.(?:ya?ml|json|template)$/, 'template'],
];

/** Files that other tools own, by the start of their name. */
const others = [
  ...['package', 'npm-shrinkwrap', 'pnpm-lock', 'pnpm-workspace', 'lerna', 'nx', 'turbo', 'deno', 'composer', 'biome'],
  ...['tsconfig', 'jsconfig', 'nest-cli', 'api-extractor', 'jest.config', 'lefthook', 'renovate', 'dependabot'],
  ...['docker-compose', 'compose', 'Chart', 'values', 'kustomization', 'codecov', 'sonar-project', 'mkdocs'],
  ...['vercel', 'firebase', 'openapi', 'swagger', 'asset-manifest'],
];
const otherFile = new RegExp(`^(?:${others.join('|').replaceAll('.', '\\.')})(?:[.-][\\w-]+)*\\.(?:ya?ml|json)$`);
const lockFile = /(?:^|[.-])lock\.(?:ya?ml|json)$/;
const otherFolder = /(?:^|\/)(?:node_modules|\.git|\.github|\.terraform|\.serverless|\.vscode|\.yarn)\//;

/** By path alone; undefined for a file that is not worth opening. */
export function kindOf(file: string): Kind | undefined {
  const name = posix.basename(file);
  if (otherFolder.test(file) || name.startsWith('.') || otherFile.test(name) || lockFile.test(name)) return undefined;
  return names.find(([pattern]) => pattern.test(name))?.[1];
}
