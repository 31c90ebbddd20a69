import type { FileFacts } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';
import { stepsIn } from '../closed/parts.ts';

/** Does a function write into what others see: its arguments, its object, variables around it? Calls of it may then depend on each other. */
export function keepsState(file: FileFacts, fn: number): boolean {
  const fact = file.functions[fn];
  if (!fact || (fact.thisWrites ?? []).length > 0) return true;
  if (stepsIn(fact.body).some(({ step }) => step.do === 'write' && isOutside(file, fn, step.target))) return true;
  return file.bindings.some((binding) => (binding.fn !== fn || binding.kind === 'parameter') && (binding.writes ?? []).some((write) => write.fn === fn));
}

function isOutside(file: FileFacts, fn: number, target: Value): boolean {
  if (target.kind === 'member' || target.kind === 'element') return isOutside(file, fn, target.of);
  const binding = target.kind === 'binding' ? file.bindings[target.binding] : undefined;
  return binding?.fn !== fn || binding.kind === 'parameter';
}
