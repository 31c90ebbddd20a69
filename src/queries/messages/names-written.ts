import { type FunctionEntity, plainText } from '../../link/entity.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Step } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';

/** Every text that a function's conditions and cases compare something with, also where nothing comes of it. */
export function namesWritten(model: ProjectModel, { file, fn }: FunctionEntity): ReadonlySet<string> {
  const frame = model.linker.openFrame(file, fn);
  const names = new Set<string>();
  const note = (value: Value): void => {
    if (value.kind === 'operation' || value.kind === 'choice') value.of.forEach(note);
    if (value.kind === 'array') for (const each of value.elements) note(each.kind === 'spread' ? each.of : each);
    if (value.kind === 'call') for (const each of file.calls[value.call]?.arguments ?? []) note(each.kind === 'spread' ? each.of : each);
    if (value.kind !== 'literal' && value.kind !== 'member' && value.kind !== 'import' && value.kind !== 'binding') return;
    for (const entity of model.linker.evaluate(value, frame)) {
      const text = plainText(entity);
      if (text !== undefined) names.add(text);
    }
  };
  for (const value of comparedIn(file.functions[fn]?.body ?? [])) note(value);
  return names;
}

function* comparedIn(steps: readonly Step[]): Iterable<Value> {
  for (const step of steps) {
    switch (step.do) {
      case 'if':
        yield step.condition;
        yield* comparedIn(step.then);
        yield* comparedIn(step.else);
        break;
      case 'switch':
        for (const { tests, steps: inner } of step.cases) {
          yield* tests;
          yield* comparedIn(inner);
        }
        break;
      case 'loop':
        yield* comparedIn(step.body);
        break;
      case 'try':
        for (const inner of [step.body, step.handler ?? [], step.finalizer ?? []]) yield* comparedIn(inner);
        break;
      default:
        break;
    }
  }
}
