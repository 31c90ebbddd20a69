import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Expression } from '../hcl/syntax.ts';
import { imported, parameter, reference, text, unknown } from '../reading/value.ts';

/** A step of `aws_sqs_queue.orders["eu"].arn`. An index without text is computed: `[each.key]`, `[*]`. */
interface Step {
  readonly isIndex: boolean;
  readonly text: string | undefined;
  /** What an index is computed from. */
  readonly key?: Expression;
}

type ReadKey = (key: Expression) => InfrastructureValue;

/** What a name leads to, by how Terraform builds addresses: `var.x`, `module.x.output`, `<type>.<name>.<attribute>`. */
export function addressValue(expression: Expression, readKey: ReadKey): InfrastructureValue {
  const [root, ...steps] = stepsOf(expression) ?? [];
  const name = steps[0]?.text;
  if (root?.text === undefined || name === undefined) return unknown('an expression that is not followed');
  switch (root.text) {
    case 'var':
    case 'local':
      return partOf(`${root.text}.${name}`, steps.slice(1), readKey);
    case 'module':
      return instanceOf(`module.${name}`, steps.slice(1), readKey);
    case 'data':
      return imported(['data', ...withoutIndexes(steps)].join('.'));
    case 'each':
    case 'count':
      return partOf(`${root.text}.${name}`, steps.slice(1), readKey);
    case 'self':
      return unknown('a part of the block itself');
    case 'path':
    case 'terraform':
      return parameter(`${root.text}.${name}`);
    default:
      return instanceOf(`${root.text}.${name}`, steps.slice(1), readKey);
  }
}

/** Of a variable or a local every key counts; one of them may be computed. */
function partOf(to: string, steps: readonly Step[], readKey: ReadKey): InfrastructureValue {
  const at = steps.findIndex((step) => step.text === undefined);
  if (at === -1) return reference(to, attributeOf(steps));
  const { key } = steps[at] ?? {};
  const rest = steps.slice(at + 1);
  if (!key || rest.some((step) => step.text === undefined)) return unknown(`a part of ${to} that is computed`);
  return reference([to, ...steps.slice(0, at).map((step) => step.text)].join('.'), attributeOf(rest), readKey(key));
}

/** `orders[0]` and `orders[each.key]` are one of what the block declares. */
function instanceOf(to: string, steps: readonly Step[], readKey: ReadKey): InfrastructureValue {
  const [first] = steps;
  const start = steps.findIndex((step) => !step.isIndex);
  return reference(to, attributeOf(start === -1 ? [] : steps.slice(start)), first?.isIndex ? keyOf(first, readKey) : undefined);
}

function keyOf({ text: written, key }: Step, readKey: ReadKey): InfrastructureValue | undefined {
  if (written !== undefined) return text(written);
  return key && readKey(key);
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
      steps.push(at.key.kind === 'literal' ? { isIndex: true, text: String(at.key.value) } : { isIndex: true, text: undefined, key: at.key });
    } else return undefined;
    at = at.of;
  }
}
