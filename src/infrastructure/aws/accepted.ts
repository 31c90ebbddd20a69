import type { AcceptedLack } from '../../model/infrastructure.ts';
import { locate, type SourceText } from '../reading/source-text.ts';
import { type Entry, entryOf, itemsOf, textOf, type Tree, treeAt } from '../tree/tree.ts';

/**
 * Where a resource tells other tools that nothing keeps its failed messages on purpose: `Metadata` of cfn-lint, Guard,
 * cdk-nag and Checkov. In: the whole resource, and the rules of those tools that ask for a dead-letter destination.
 * Source: the manuals of cfn-lint ("Resource based metadata"), of the AWS Guard rules registry, cdk-nag 2.36 and Checkov.
 */
export function acceptedIn(resource: Tree, rules: RegExp, source: SourceText): AcceptedLack | undefined {
  const metadata = treeAt(resource, 'Metadata');
  const found = [...listed(metadata, 'cfn-lint', 'config', 'ignore_checks'), ...listed(metadata, 'guard', 'SuppressedRules'), ...listed(metadata, 'cdk_nag', 'rules_to_suppress'), ...listed(metadata, 'checkov', 'skip')];
  const own = found.find(({ rule }) => rules.test(rule));
  return own && { by: `${own.tool} ${own.rule}`, at: locate(source, own.entry.span) };
}

interface Listed {
  readonly tool: string;
  readonly rule: string;
  readonly entry: Entry;
}

/** A list of names, or of objects with an `id`. */
function listed(metadata: Tree | undefined, tool: string, ...path: readonly string[]): readonly Listed[] {
  const entry = entryOf(metadata, tool);
  const list = treeAt(entry?.value, ...path);
  return itemsOf(list).flatMap((item) => {
    const rule = textOf(item) ?? textOf(treeAt(item, 'id'));
    return entry && rule !== undefined ? [{ tool: tool.replace('_', '-'), rule, entry }] : [];
  });
}
