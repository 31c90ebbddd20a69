import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Expression } from '../hcl/syntax.ts';
import { imported, parameter, reference, unknown } from '../reading/value.ts';

/** A step of `aws_sqs_queue.orders["eu"].arn`. An index without text is computed: `[each.key]`, `[*]`. */
interface Step {
  readonly isIndex: boolean;
  readonly text: string | undefined;
}

/** What a name leads to, by how Terraform builds addresses: `var.x`, `module.x.output`, `<type>.<name>.<attribute>`. */
export function addressValue(expression: Expression): InfrastructureValue {
  const [root, ...steps] = stepsOf(expression) ?? [];
  const name = steps[0]?.text;
  if (root?.text === undefined || name === undefined) return unknown('an expression that is not followed');
  switch (root.text) {
    case 'var':
    case 'local':
      return partOf(`${root.text}.${name}`, steps.slice(1));
    case 'module':
      return reference(`module.${name}`, attributeOf(withoutInstance(steps.slice(1))));
    case 'data':
      return imported(['data', ...withoutIndexes(steps)].join('.'));
    case 'each':
    case 'count':
    case 'self':
      return unknown(`${root.text}.${name} is one of several`);
    case 'path':
    case 'terraform':
      return parameter(`${root.text}.${name}`);
    default:
      return reference(`${root.text}.${name}`, attributeOf(withoutInstance(steps.slice(1))));
  }
}

/** Of a variable or a local every key counts. */
function partOf(to: string, steps: readonly Step[]): InfrastructureValue {
  return steps.some((step) => step.text === undefined)
    ? unknown(`a part of ${to} that is computed`)
    : reference(to, attributeOf(steps));
}

/** `orders[0]`, `orders[each.key]` and `orders` all are the one block. */
function withoutInstance(steps: readonly Step[]): readonly Step[] {
  const start = steps.findIndex((step) => !step.isIndex);
  return start === -1 ? [] : steps.slice(start);
}

function withoutIndexes(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => (step.isIndex || step.text === undefined ? [] : [step.text]));
}

function attributeOf(steps: readonly Step[]): string | undefined {
  return steps.length === 0 ? undefined : steps.map((step) => step.text ?? '*').join('.');
}

function stepsOf(expression: Expression): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = expression;
  for (;;) {
    if (at.kind === 'name') return [{ isIndex: false, text: at.name }, ...steps.reverse()];
    if (at.kind === 'attribute') steps.push({ isIndex: false, text: at.name });
    else if (at.kind === 'splat') steps.push({ isIndex: true, text: undefined });
    else if (at.kind === 'index') {
      steps.push({ isIndex: true, text: at.key.kind === 'literal' ? String(at.key.value) : undefined });
    } else return undefined;
    at = at.of;
  }
}
