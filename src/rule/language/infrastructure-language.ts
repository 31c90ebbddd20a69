import type { Linter } from 'eslint';
import { InfrastructureText } from './infrastructure-text.ts';
import type { TextFile, TextNode } from './text-node.ts';

/**
 * The language `async-patterns/infrastructure`: any text, as one node. What stands in it is read by the analysis of the
 * project, so this never fails, whatever the text is.
 * Source: ESLint 9.22 and 10.15, "Languages" of the developer guide and `lib/linter/linter.js`.
 */
export const infrastructureLanguage = {
  fileType: 'text' as const,
  lineStart: 1 as const,
  columnStart: 0 as const,
  nodeTypeKey: 'type',
  visitorKeys: { Document: [] },
  validateLanguageOptions(): void {
    // It has none.
  },
  parse({ body }: TextFile): { readonly ok: true; readonly ast: TextNode } {
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    const lines = text.split(/\r?\n/);
    const end = { line: lines.length, column: lines.at(-1)?.length ?? 0 };
    return { ok: true, ast: { type: 'Document', text, range: [0, text.length], loc: { start: { line: 1, column: 0 }, end } } };
  },
  createSourceCode(_: TextFile, { ast }: { readonly ast: unknown }): InfrastructureText {
    // It is what `parse` gave.
    return new InfrastructureText(ast as TextNode);
  },
};

/** As a config names it. */
export const infrastructureFiles: readonly string[] = [
  '**/*.{tf,tofu,bicep}',
  '**/{serverless,serverless.*,serverless-*}.{yml,yaml,json}',
  '**/{template,template.*,*.template,*-stack,*cloudformation*}.{yml,yaml,json}',
  '**/azuredeploy.json',
  '**/wrangler.{toml,json,jsonc}',
  '**/Pulumi.yaml',
  '**/async-patterns.config.json',
];

/** The config that has ESLint read infrastructure files. */
export function infrastructureConfigs(namespace: string, plugin: object, rules: Linter.RulesRecord): Linter.Config[] {
  const plugins = { [namespace]: plugin };
  return [
    { name: `${namespace}/infrastructure-settings`, settings: { [namespace]: { infrastructure: true } } },
    { name: `${namespace}/infrastructure`, files: [...infrastructureFiles], language: `${namespace}/infrastructure`, plugins, rules },
  ];
}
