import type { CallReference } from '../../link/entity.ts';
import type { EffectNode, FlowNode } from '../../link/flow.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';
import { thingOf } from '../row-things.ts';

/**
 * Does a send speak only of rows that were there before, and of other things than those that are written? Then its
 * consumer finds them whenever it runs. In: the calls that lead to the send, and the nodes around it.
 */
export function speaksOfOtherRows(calls: readonly CallReference[], nodes: readonly FlowNode[]): boolean {
  const effects = nodes.filter((node): node is EffectNode => node.do === 'effect' && node.effect.kind === 'database');
  const written = effects.filter(({ effect }) => effect.class !== 'read').map(thingAt);
  if (written.includes(undefined)) return false;
  return calls.some((call) => {
    const read = readsIn(call, effects);
    return read.length > 0 && read.every((each) => each && thingAt(each) !== undefined && !written.includes(thingAt(each)));
  });
}

function thingAt({ call: { file, call } }: EffectNode): string | undefined {
  const fact = file.calls[call];
  const thing = fact && thingOf(file, fact);
  return thing === '' ? undefined : thing;
}

/** The reads whose rows the object that is given to a call is made of; `undefined` for what may be anything else. */
function readsIn({ file, call }: CallReference, effects: readonly EffectNode[]): readonly (EffectNode | undefined)[] {
  const object = file.calls[call]?.arguments.find((argument) => argument.kind === 'object');
  if (object?.kind !== 'object') return [];
  return object.properties.flatMap((property) => {
    if (property.kind !== 'value') return [undefined];
    return isFixed(file, property.value) ? [] : [readBehind(file, property.value, effects)];
  });
}

/** A literal, or a member of what is imported: `PostOrigin.Squad`. */
function isFixed(file: FileFacts, value: Value): boolean {
  if (value.kind === 'member') return isFixed(file, value.of);
  if (value.kind !== 'binding') return value.kind === 'literal' || value.kind === 'undefined' || value.kind === 'import';
  const { values, kind } = file.bindings[value.binding] ?? {};
  return kind === 'import' || (kind === 'const' && values?.length === 1 && values.every((each) => isFixed(file, each)));
}

function readBehind(file: FileFacts, value: Value, effects: readonly EffectNode[]): EffectNode | undefined {
  if (value.kind === 'member') return readBehind(file, value.of, effects);
  if (value.kind === 'call') return effects.find(({ effect, call }) => effect.class === 'read' && call.file === file && call.call === value.call);
  const binding = value.kind === 'binding' ? file.bindings[value.binding] : undefined;
  const [only, ...others] = binding?.values ?? [];
  const isChanged = others.length > 0 || (binding?.writes?.length ?? 0) > 0;
  return only === undefined || isChanged ? undefined : readBehind(file, only, effects);
}
