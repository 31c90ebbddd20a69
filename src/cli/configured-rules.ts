import { UsageError } from '../model/usage-error.ts';
import type { OptionSchema, RuleDefinition } from '../rule/rule.ts';
import type { RuleOptions } from '../model/settings.ts';
import { configFile } from '../settings/read-config.ts';

/**
 * The rules with the options that a project wants of them. In: what its config file says, and what the command line
 * says as `rule.option=value`, which counts first. Throws a `UsageError` where no rule has such an option.
 */
export function configuredRules(rules: readonly RuleDefinition[], config: RuleOptions, given: readonly string[]): readonly RuleDefinition[] {
  const wanted = new Map<RuleDefinition, Record<string, unknown>>();
  const note = (place: string, name: string, option: string, read: (schema: OptionSchema) => unknown): void => {
    const rule = ruleNamed(rules, name, place);
    const schema = schemaOf(rule, option, place);
    const value = read(schema);
    if (!isOfType(schema, value)) throw new UsageError(`${place}: the option "${option}" of "${name}" wants ${WANTED[schema.type]}.`);
    wanted.set(rule, { ...wanted.get(rule), [option]: value });
  };
  for (const [name, options] of Object.entries(config)) {
    ruleNamed(rules, name, configFile);
    for (const [option, value] of Object.entries(options)) note(configFile, name, option, () => value);
  }
  for (const text of given) {
    const [, name, option, value] = /^([^.=]+)\.([^.=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || option === undefined || value === undefined) throw new UsageError(`--option wants RULE.OPTION=VALUE, as in no-long-sync-chain.parallel=true, not "${text}".`);
    note('--option', name, option, (schema) => readAs(schema, value));
  }
  return rules.map((rule) => {
    const options = wanted.get(rule);
    return options ? { ...rule, meta: { ...rule.meta, defaultOptions: { ...rule.meta.defaultOptions, ...options } } } : rule;
  });
}

function ruleNamed(rules: readonly RuleDefinition[], name: string, place: string): RuleDefinition {
  const rule = rules.find((each) => each.name === name);
  if (!rule) throw new UsageError(`${place}: there is no rule "${name}"; the rules are: ${rules.map((each) => each.name).join(', ')}.`);
  return rule;
}

function schemaOf({ name, meta }: RuleDefinition, option: string, place: string): OptionSchema {
  const options: Readonly<Record<string, OptionSchema>> = meta.options;
  const names = Object.keys(options);
  const schema = Object.hasOwn(options, option) ? options[option] : undefined;
  if (schema) return schema;
  throw new UsageError(names.length === 0 ? `${place}: the rule "${name}" has no options.` : `${place}: the rule "${name}" has no option "${option}"; there are: ${names.join(', ')}.`);
}

const WANTED = { boolean: 'true or false', number: 'a number', string: 'a text', array: 'a list of texts' } as const;

function isOfType({ type }: OptionSchema, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value) && value.every((each) => typeof each === 'string');
  return typeof value === type && !Number.isNaN(value);
}

/** A text of the command line as what the option wants, where it is one; lists have commas. */
function readAs({ type }: OptionSchema, text: string): unknown {
  switch (type) {
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'number':
      return text.trim() === '' ? Number.NaN : Number(text);
    case 'array':
      return text.split(',').map((each) => each.trim());
    case 'string':
      return text;
  }
}
