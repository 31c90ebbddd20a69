/** What decides how a config of ESLint is written. */
export interface ConfigStyle {
  /** `.js` files are ES modules, as `"type": "module"` of the package says. */
  readonly modules: boolean;
  readonly typescript: boolean;
  /** Which package brings the parser for TypeScript. */
  readonly parser: 'typescript-eslint' | '@typescript-eslint/parser';
  /** There are files that findings can be shown in. */
  readonly infrastructure: boolean;
}

/** A whole `eslint.config.js` that runs as it is, once the packages it names are installed. */
export function wholeConfig(style: ConfigStyle): string {
  const { modules, typescript, parser } = style;
  const parserOf = parser === 'typescript-eslint' ? 'tseslint.parser' : 'parser';
  const name = parser === 'typescript-eslint' ? 'tseslint' : 'parser';
  return [
    importOf(modules, 'asyncPatterns', 'eslint-plugin-async-patterns'),
    ...(typescript ? [importOf(modules, name, parser)] : []),
    '',
    modules ? 'export default [' : 'module.exports = [',
    ...(typescript ? [`  { files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: ${parserOf} } },`] : []),
    ...entriesOf(style),
    '];',
    '',
  ].join('\n');
}

/** What has to be added to a config that is there. */
export function addedConfig(style: ConfigStyle): string {
  const { modules } = style;
  return [importOf(modules, 'asyncPatterns', 'eslint-plugin-async-patterns'), '', `// in the array that the config ${modules ? 'exports' : 'gives to module.exports'}:`, ...entriesOf(style), ''].join('\n');
}

function entriesOf({ infrastructure }: ConfigStyle): readonly string[] {
  return [
    '  ...asyncPatterns.configs.recommended,',
    ...(infrastructure ? ['  ...asyncPatterns.configs.infrastructure, // shows a finding in the infrastructure file where it is mended'] : []),
  ];
}

function importOf(modules: boolean, name: string, from: string): string {
  return modules ? `import ${name} from '${from}';` : `const ${name} = require('${from}');`;
}
