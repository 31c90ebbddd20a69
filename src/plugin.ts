import type { ESLint, Linter, Rule } from 'eslint';
import { rules } from '../rules/index.ts';
import { packageName, packageVersion } from './package.ts';
import { eslintRule } from './rule/eslint-rule.ts';
import { infrastructureConfigs, infrastructureLanguage } from './rule/language/infrastructure-language.ts';
import type { RuleDefinition } from './rule/rule.ts';
import { cacheSettings } from './rule/session/cache-settings.ts';

type Preset = RuleDefinition['meta']['docs']['preset'];

export interface Plugin extends ESLint.Plugin {
  readonly meta: { readonly name: string; readonly version: string; readonly namespace: string };
  readonly rules: Record<string, Rule.RuleModule>;
  readonly languages: NonNullable<ESLint.Plugin['languages']>;
  readonly configs: Record<Preset | 'infrastructure', Linter.Config[]>;
}

const namespace = 'async-patterns';

/** Each preset has the rules of those before it. */
const presets: readonly Preset[] = ['recommended', 'strict', 'all'];

const plugin: Plugin = {
  meta: { name: packageName, version: packageVersion, namespace },
  rules: Object.fromEntries(rules.map((rule) => [rule.name, eslintRule(rule)])),
  languages: { infrastructure: infrastructureLanguage },
  configs: {
    recommended: [],
    strict: [],
    all: [],
    infrastructure: [],
  },
};
for (const preset of presets) plugin.configs[preset].push(configOf(preset));
plugin.configs.infrastructure.push(
  ...infrastructureConfigs(namespace, plugin, rulesOf('recommended')),
  { name: `${namespace}/infrastructure-cache`, settings: { [namespace]: cacheSettings(rules) } },
);

function configOf(preset: Preset): Linter.Config {
  return { name: `${namespace}/${preset}`, plugins: { [namespace]: plugin }, settings: { [namespace]: cacheSettings(rules) }, rules: rulesOf(preset) };
}

function rulesOf(preset: Preset): Linter.RulesRecord {
  const wanted = rules.filter(({ meta }) => presets.indexOf(meta.docs.preset) <= presets.indexOf(preset));
  return Object.fromEntries(wanted.map(({ name }) => [`${namespace}/${name}`, 'error'] as const));
}

export default plugin;
// `require` of this module gives the plugin itself.
export { plugin as 'module.exports' };
