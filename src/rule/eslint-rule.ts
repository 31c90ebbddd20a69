import type { Rule } from 'eslint';
import type { Edit, Finding, Suggestion } from '../model/finding.ts';
import { findingsHere } from './linted-file.ts';
import type { OptionSchema, RuleDefinition } from './rule.ts';

const pages = 'https://github.com/async-patterns/eslint-plugin-async-patterns/blob/main/docs/rules';

/** Said on the first line of a file, where a rule has to give up. */
const faults = {
  notAnalysed: 'The project could not be analysed: {{reason}}',
  wrongSettings: '{{reason}}',
};

/** The rule as ESLint runs it: it shows what the rule finds in the file at hand. It never throws. */
export function eslintRule(rule: RuleDefinition): Rule.RuleModule {
  return {
    meta: metaOf(rule),
    create(context) {
      const here = findingsHere(rule, context);
      const reports = here.known ? here.findings.map((finding) => reportOf(rule, finding)) : faultReport(here.messageId, here.fault);
      if (reports.length === 0) return {};
      const show = (): void => {
        for (const report of reports) context.report(report);
      };
      // What the languages of other plugins call the whole of a JSON file.
      return { Program: show, Document: show };
    },
  };
}

function metaOf({ name, meta }: RuleDefinition): Rule.RuleMetaData {
  return {
    type: meta.type,
    docs: { description: meta.docs.description, recommended: meta.docs.preset === 'recommended', url: `${pages}/${name}.md` },
    messages: { ...meta.messages, ...faults },
    hasSuggestions: true,
    schema: schemaOf(meta.options),
    defaultOptions: Object.keys(meta.options).length === 0 ? [] : [meta.defaultOptions],
  };
}

function schemaOf(options: Readonly<Record<string, OptionSchema>>): NonNullable<Rule.RuleMetaData['schema']> {
  if (Object.keys(options).length === 0) return [];
  const properties = Object.entries(options).map(([name, { type, description, items }]) => [
    name,
    { type, description, ...(items && { items: { ...items } }) },
  ] as const);
  return [{ type: 'object', properties: Object.fromEntries(properties), additionalProperties: false }];
}

function faultReport(messageId: keyof typeof faults, reason: string | undefined): readonly Rule.ReportDescriptor[] {
  return reason === undefined ? [] : [{ messageId, data: { reason }, loc: { line: 1, column: 0 } }];
}

function reportOf(rule: RuleDefinition, { at, messageId, data = {}, suggestions = [] }: Finding): Rule.ReportDescriptor {
  const start = { line: at.line, column: at.column - 1 };
  const end = at.endLine === undefined || at.endColumn === undefined ? undefined : { line: at.endLine, column: at.endColumn - 1 };
  return {
    messageId,
    data: { ...emptyPlaceholders(rule, messageId), ...data },
    loc: end ? { start, end } : start,
    suggest: suggestions.filter((suggestion) => isWithin(suggestion, at.file)).map(suggestionOf),
  };
}

/** ESLint would show the braces of a placeholder that has no value. */
function emptyPlaceholders({ meta }: RuleDefinition, messageId: string): Record<string, string> {
  const message: string = meta.messages[messageId] ?? '';
  return Object.fromEntries(Array.from(message.matchAll(/\{\{\s*(\w+)\s*\}\}/g), ([, name = '']) => [name, '']));
}

/** ESLint can only change the file at hand. */
function isWithin({ edits }: Suggestion, file: string): boolean {
  return edits.length > 0 && edits.every((edit) => edit.file === file);
}

function suggestionOf({ title, edits }: Suggestion): Rule.SuggestionReportDescriptor {
  return { desc: title, fix: (fixer) => edits.map(({ start, end, text }: Edit) => fixer.replaceTextRange([start, end], text)) };
}
