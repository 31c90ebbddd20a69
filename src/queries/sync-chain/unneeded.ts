import { type CallReference, locationOf } from '../../link/entity.ts';
import { type EffectNode, type FlowNode, innerFlows, type TryNode } from '../../link/flow.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { TryStep } from '../../model/file-facts.ts';
import type { Location } from '../../model/location.ts';
import { catchOutcome } from '../catch-outcome.ts';
import { stepsIn } from '../closed/parts.ts';
import type { Occurrence } from '../occurrence.ts';
import { keepsToItself } from '../sends/tells-nobody.ts';
import { somewhere } from '../somewhere.ts';
import { valueUse, type ValueUse } from './result-use.ts';

/** An effect that is waited for on every call between the request and it, and whose outcome nobody uses. */
export interface Unneeded {
  /** Where a failure ends that tells nobody. */
  readonly swallowedAt?: Location;
}

/** `undefined`: it may be needed, its failure is answered, or nobody waits for it anyway. */
export function unneeded(model: ProjectModel, { levels }: Occurrence, leaf: EffectNode): Unneeded | undefined {
  if (!isWaitedFor(leaf)) return undefined;
  let use: ValueUse = valueUse(leaf.call.file, leaf.call.call);
  let call: CallReference = leaf.call;
  let swallowedAt: Location | undefined;
  for (const { container, part } of levels.toReversed()) {
    if (container?.do === 'try' && part === 'body') {
      const fate = fateIn(model, container, call);
      if (fate === 'answered') return undefined;
      if (fate === 'passes') continue;
      swallowedAt = locationOf(container.frame.file, container.handlerSpan ?? container.span);
      // Whatever looked at the outcome in there ended in there; only what it returns goes on.
      // A promise chain gives what it gives whether it failed or not.
      if (!container.promise) use = returnsValue(container) ? 'returned' : 'unused';
    } else if (container?.do === 'enter' || container?.do === 'callback') {
      if (!isWaitedFor(container) || container.detached || (container.do === 'enter' && !container.certain)) return undefined;
      ({ call } = container);
      if (use === 'returned') use = valueUse(call.file, call.call);
    }
  }
  return use === 'unused' ? { ...(swallowedAt && { swallowedAt }) } : undefined;
}

function isWaitedFor({ outcome }: Extract<FlowNode, { do: 'effect' | 'enter' | 'callback' }>): boolean {
  return (outcome.kind === 'awaited' || outcome.kind === 'returned') && outcome.allSettled !== 'result used';
}

/** What a `try` makes of a failure of this call: keeps it to itself, answers it, or lets it pass as it does all others. */
function fateIn(model: ProjectModel, node: TryNode, call: CallReference): 'swallowed' | 'answered' | 'passes' {
  // What does the same in another way needs to know that the first way failed.
  if (doesAnotherWay(node.handler ?? [])) return 'answered';
  const outcome = catchOutcome(node);
  if (outcome === 'rethrown') return 'passes';
  const step = stepOf(node);
  if (outcome === 'swallowed' && step && !answersWith(step) && keepsToItself(model, call, step, node)) return 'swallowed';
  // A `catch` around everything the request does is its way to answer an error; one around this alone is about this.
  return node.body.filter(doesSomething).length > 1 ? 'passes' : 'answered';
}

/** A message, or what reaches the one it is for; a line in a chat or a request is how some write their logs. */
const doesAnotherWay = somewhere((node) => node.do === 'send' || (node.do === 'effect' && node.effect.class === 'send' && ['mail', 'sms', 'push'].includes(node.effect.kind)));

function doesSomething(node: FlowNode): boolean {
  if (node.do === 'exit') return false;
  return node.do === 'effect' || node.do === 'send' || node.do === 'unknown' || innerFlows(node).some((flow) => flow.some(doesSomething));
}

function stepOf({ frame, span }: TryNode): TryStep | undefined {
  const steps = stepsIn(frame.file.functions[frame.fn]?.body ?? []);
  return steps.map(({ step }) => step).find((step): step is TryStep => step.do === 'try' && step.span[0] === span[0] && step.span[1] === span[1]);
}

/** `catch { return null; }` tells the caller. */
function answersWith({ handler = [] }: TryStep): boolean {
  return stepsIn(handler).some(({ step }) => step.do === 'return' && step.value !== undefined && step.value.kind !== 'undefined');
}

function returnsValue({ body }: TryNode): boolean {
  return body.some((node) => {
    if (node.do === 'exit') return node.how === 'return' && node.value !== undefined;
    return node.do !== 'enter' && node.do !== 'callback' && innerFlows(node).some((flow) => flow.some((inner) => inner.do === 'exit' && inner.how === 'return' && inner.value !== undefined));
  });
}
