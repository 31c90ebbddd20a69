import type { ValueResource } from '../../model/infrastructure.ts';
import { locate } from '../reading/source-text.ts';
import { entriesOf, type Tree, treeAt } from '../tree/tree.ts';
import { valueOf } from './intrinsics.ts';
import type { Template } from './template.ts';

/**
 * What a stack gives to others: to the one that holds it, `!GetAtt Queues.Outputs.OrdersArn`, and by an exported name.
 * In: the top level of a template. Source: the reference of CloudFormation, "Outputs" and `Fn::ImportValue`.
 */
export function readOutputs(root: Tree, template: Template): readonly ValueResource[] {
  return entriesOf(treeAt(root, 'Outputs')).flatMap(({ key, value, span }): readonly ValueResource[] => {
    const written = treeAt(value, 'Value');
    const exported = treeAt(value, 'Export', 'Name');
    if (!written) return [];
    return [{ kind: 'value', id: `output.${key}`, scope: template.scope, at: locate(template.source, span), value: valueOf(written, template), ...(exported && { exported: valueOf(exported, template) }) }];
  });
}
