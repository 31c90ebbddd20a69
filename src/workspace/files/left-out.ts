/*
 * What a project holds that is not its own production code, by name.
 */

const toolFolders = words(`
  .git .hg .svn node_modules bower_components jspm_packages .yarn .pnpm-store
  .cache .parcel-cache .turbo .nx .angular .vite .rpt2_cache .nyc_output .docusaurus .esbuild .expo .webpack
  .next .nuxt .output .svelte-kit .vercel .netlify .wrangler .open-next .terraform .terragrunt-cache
  .aws-sam .serverless .serverless_nextjs .sst cdk.out .backups .idea .devcontainer dist coverage storybook-static
`);

const testFolders = words(`
  __tests__ __test__ __mocks__ __fixtures__ __snapshots__ test tests e2e spec mocks cypress playwright
`);

/** `feature-tests`, `mocha_spec`. */
const testFolder =
  /^(?:unit|integration|feature|acceptance|functional|system|api|component|contract|smoke|regression|load|stress|perf|performance|e2e|end-to-end|ui|browser|mocha|jest)[-_]?(?:tests?|specs?)$/i;

const testFile =
  /\.(?:(?:unit|client|server|integration|e2e)?[-_]?(?:test|spec)|e2e(?:-\w+)?|stories|fixture|mock)s?\./;
const generatedFile = /\.(?:min|bundle)\.[cm]?jsx?$|^\.pnp\./;
const sourceFile = /\.[cm]?[jt]sx?$/;
const declarationFile = /\.d\.(?:[\w-]+\.)?[cm]?ts$/;
const dataFile = /\.(?:ya?ml|jsonc?|tf|tofu|tfvars|bicep|toml|template|sh|bash|mk|env)$|^(?:GNUm|M|m)akefile$|^\.env(?:\.[\w-]+)*$/;
const lockfile = /^(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|\.pnp\.data\.json)$/;

export function isSourceFile(name: string): boolean {
  return sourceFile.test(name) && !isDeclaration(name) && !generatedFile.test(name);
}

export function isDeclaration(name: string): boolean {
  return declarationFile.test(name);
}

/** It may be an infrastructure file. */
export function isDataFile(name: string): boolean {
  return dataFile.test(name) && !lockfile.test(name);
}

export function isToolFolder(name: string): boolean {
  return toolFolders.has(name);
}

/**
 * Folders that are never looked into. `build` and `out` are output beside a `package.json` and in the root, `vendor`
 * is foreign outside of the sources; deeper inside they are names like others.
 */
export function isLeftOutFolder(path: string, name: string, besideManifest: boolean): boolean {
  if (isToolFolder(name)) return true;
  if (name === 'build' || name === 'out') return besideManifest || path === name;
  return name === 'vendor' && !/(?:^|\/)(?:src|lib|app)\//.test(path);
}

/** In: a path relative to the root, so that a root that itself lies in `test/` does not count. */
export function isTestCode(path: string): boolean {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  return testFile.test(name) || segments.some((segment) => testFolders.has(segment) || testFolder.test(segment));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
