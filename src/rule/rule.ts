import type { Finding } from '../model/finding.ts';
import type { IntentWord } from '../model/intent.ts';
import type { ProjectModel } from '../link/project-model.ts';
import { honourIntent, intentMessages } from './honour-intent.ts';

export interface RuleMeta<MessageId extends string, Options extends object> {
  readonly type: 'problem' | 'suggestion';
  readonly docs: {
    /** `Require …` or `Disallow …`, no full stop. */
    readonly description: string;
    /** The preset that has it first. */
    readonly preset: 'recommended' | 'strict' | 'all';
  };
  readonly messages: Readonly<Record<MessageId, string>>;
  /** What code may state so that the rule leaves it alone. */
  readonly intent?: IntentWord;
  /** JSON Schema of each option, with a description. */
  readonly options: Readonly<Record<keyof Options & string, OptionSchema>>;
  readonly defaultOptions: Options;
}

export interface OptionSchema {
  readonly type: 'boolean' | 'number' | 'array' | 'string';
  readonly description: string;
  readonly items?: { readonly type: 'string' };
}

/** A rule: what it asks of the model, and how it says what it finds. The same in ESLint and in the audit. */
export interface RuleDefinition<MessageId extends string = string, Options extends object = object> {
  readonly name: string;
  readonly meta: RuleMeta<MessageId, Options>;
  check(model: ProjectModel, options: Options): Iterable<Finding<NoInfer<MessageId>>>;
}

/** Keeps the types of a rule's messages and options while it is written, and has it honour the intent it names. */
export function defineRule<MessageId extends string, Options extends object>(rule: RuleDefinition<MessageId, Options>): RuleDefinition<string, Options> {
  const { name, meta } = rule;
  const { intent } = meta;
  if (!intent) return rule;
  return {
    name,
    meta: { ...meta, messages: { ...meta.messages, ...intentMessages } },
    check: (model, options) => honourIntent(model, name, intent, rule.check(model, options)),
  };
}

/** The message of a finding with its placeholders filled in. */
export function messageOf(rule: RuleDefinition, { messageId, data = {} }: Finding): string {
  const text: string = rule.meta.messages[messageId] ?? messageId;
  return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => data[name] ?? '');
}
