import type { RuleDefinition } from '../src/rule/rule.ts';

/** A finding, as far as a fixture says it. */
export interface Expectation {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly messageId: string;
}

const comment = /(?:\/\/|#)\s*expect(-next-line)?:\s*(.*?)\s*$/;

/**
 * What the comments of a fixture's file say: `// expect: <rule> <messageId>` on the line of the finding, or
 * `// expect-next-line: …` above it; several with commas; `#` in YAML, TOML and Terraform.
 * Throws on a rule or message that does not exist.
 */
export function expectationsIn(file: string, text: string, rules: readonly RuleDefinition[]): readonly Expectation[] {
  return text.split('\n').flatMap((content, index) => {
    const [, nextLine, list] = comment.exec(content) ?? [];
    if (list === undefined) return [];
    const line = index + (nextLine === undefined ? 1 : 2);
    return list.split(/\s*,\s*/).map((each) => ({ file, line, ...ruleAndMessage(each, `${file}:${String(index + 1)}`, rules) }));
  });
}

function ruleAndMessage(text: string, place: string, rules: readonly RuleDefinition[]): Pick<Expectation, 'rule' | 'messageId'> {
  const [rule = '', messageId = '', ...more] = text.split(/\s+/);
  const known = rules.find(({ name }) => name === rule);
  if (!known) throw new Error(`${place} expects the rule '${rule}', which is not in rules/index.ts.`);
  const messages = Object.keys(known.meta.messages);
  if (!messages.includes(messageId) || more.length > 0) {
    throw new Error(`${place} expects '${text}': write '${rule} <messageId>' with one of ${messages.join(', ')}.`);
  }
  return { rule, messageId };
}
