import type { ESLint, Linter, Rule } from 'eslint';
import { rules } from '../rules/index.ts';
import { packageName, packageVersion } from './package.ts';
import { eslintRule } from './rule/eslint-rule.ts';
import type { RuleDefinition } from './rule/rule.ts';

type Preset = RuleDefinition['meta']['docs']['preset'];

export interface Plugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, Rule.RuleModule>;
  readonly configs: Record<Preset, Linter.Config[]>;
}

const namespace = 'async-patterns';

/** Each preset has the rules of those before it. */
const presets: readonly Preset[] = ['recommended', 'strict', 'all'];

const plugin: Plugin = {
  meta: { name: packageName, version: packageVersion, namespace },
  rules: Object.fromEntries(rules.map((rule) => [rule.name, eslintRule(rule)])),
  configs: {
    recommended: [],
    strict: [],
    all: [],
  },
};
for (const preset of presets) plugin.configs[preset].push(configOf(preset));

function configOf(preset: Preset): Linter.Config {
  const wanted = rules.filter(({ meta }) => presets.indexOf(meta.docs.preset) <= presets.indexOf(preset));
  return {
    name: `${namespace}/${preset}`,
    plugins: { [namespace]: plugin },
    rules: Object.fromEntries(wanted.map(({ name }) => [`${namespace}/${name}`, 'error'] as const)),
  };
}

export default plugin;
// `require` of this module gives the plugin itself.
export { plugin as 'module.exports' };
