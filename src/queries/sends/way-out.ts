import { stepsFlow } from '../../link/build-flow.ts';
import { locationOf } from '../../link/entity.ts';
import type { TryNode } from '../../link/flow.ts';
import { outcomeOf } from '../../link/outcome.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { Step, TryStep } from '../../model/file-facts.ts';
import type { Location } from '../../model/location.ts';
import { catchOutcome } from '../catch-outcome.ts';
import { tellsNobody } from './tells-nobody.ts';
import type { Site } from './site.ts';

/** What becomes, in the function a call stands in, of the promise it gives and of its failure. */
export interface WayOut {
  /** `carried`: the function's own promise waits for it. */
  readonly promise: 'dropped' | 'carried' | 'unknown';
  readonly failure:
    | { readonly is: 'with the promise' }
    /** A `catch` takes it and tells nobody. */
    | { readonly is: 'swallowed'; readonly at: Location; readonly by: TryNode }
    /** `Promise.allSettled`, and nobody looks. */
    | { readonly is: 'settled' }
    /** Somebody is told, or may be. */
    | { readonly is: 'told' };
}

const TOLD = { is: 'told' } as const;
const WITH_THE_PROMISE = { is: 'with the promise' } as const;

export function wayOut(model: ProjectModel, site: Site): WayOut {
  const outcome = outcomeOf(site.file, site.call);
  if (outcome.kind === 'handed over') return { promise: 'unknown', failure: TOLD };
  const promise = outcome.kind === 'dropped' ? 'dropped' : 'carried';
  if (outcome.allSettled !== undefined) {
    return { promise, failure: outcome.allSettled === 'result unused' ? { is: 'settled' } : TOLD };
  }
  for (const step of catchesAround(site).toReversed()) {
    // A `try` sees the failure only of what is awaited inside it.
    if (!step.promise && outcome.kind !== 'awaited') continue;
    const failure = caughtBy(model, site, step);
    if (failure.is === 'with the promise') continue;
    return { promise, failure: outcome.kept && !step.promise ? TOLD : failure };
  }
  return { promise, failure: WITH_THE_PROMISE };
}

function caughtBy(model: ProjectModel, site: Site, step: TryStep): WayOut['failure'] {
  const frame = model.linker.openFrame(site.file, site.file.calls[site.call]?.fn ?? 0);
  const [node] = stepsFlow(model.flows, [step], frame);
  // A body that does nothing we know of: the send itself was found by its destination only.
  if (node?.do !== 'try') return TOLD;
  switch (catchOutcome(node)) {
    case 'rethrown':
      return WITH_THE_PROMISE;
    case 'swallowed':
      return tellsNobody(model, site, step, node) ? { is: 'swallowed', at: placeOf(node), by: node } : TOLD;
    default:
      return TOLD;
  }
}

function placeOf({ frame, handlerSpan, span }: TryNode): Location {
  return locationOf(frame.file, handlerSpan ?? span);
}

/** Does it send on what something else failed to do: does it stand in a `catch`? */
export function isLastResort({ file, call }: Site): boolean {
  const fact = file.calls[call];
  const fn = fact && file.functions[fact.fn];
  const passed = fn?.passedTo && file.calls[fn.passedTo.call]?.callee;
  if (passed?.kind === 'member' && (passed.name === 'catch' || (passed.name === 'then' && fn?.passedTo?.path[0] === 1))) return true;
  return fn !== undefined && isInHandler(fn.body, call, false);
}

function isInHandler(steps: readonly Step[], call: number, inside: boolean): boolean {
  return steps.some((step) => {
    if (step.do === 'call') return inside && step.call === call;
    return partsOf(step).some(([inner]) => isInHandler(inner, call, inside || (step.do === 'try' && inner === step.handler)));
  });
}

/** The `try`s whose body the call stands in, outermost first. */
function catchesAround({ file, call }: Site): readonly TryStep[] {
  const fact = file.calls[call];
  const path = fact && pathTo(file.functions[fact.fn]?.body ?? [], call);
  return path ?? [];
}

function pathTo(steps: readonly Step[], call: number): readonly TryStep[] | undefined {
  for (const step of steps) {
    if (step.do === 'call' && step.call === call) return [];
    for (const [inner, guarded] of partsOf(step)) {
      const path = pathTo(inner, call);
      if (path) return guarded && step.do === 'try' ? [step, ...path] : path;
    }
  }
  return undefined;
}

function partsOf(step: Step): readonly (readonly [steps: readonly Step[], guarded: boolean])[] {
  switch (step.do) {
    case 'if':
      return [[step.then, false], [step.else, false]];
    case 'switch':
      return step.cases.map(({ steps }) => [steps, false]);
    case 'loop':
      return [[step.body, false]];
    case 'try':
      return [[step.body, step.handler !== undefined || step.handlerFunction !== undefined], [step.handler ?? [], false], [step.finalizer ?? [], false]];
    default:
      return [];
  }
}
