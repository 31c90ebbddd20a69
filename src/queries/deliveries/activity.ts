import type { Consumer, ProjectModel } from '../../link/project-model.ts';
import { isSet, literalsOf, numberOf, optionOf } from '../options.ts';
import { type ActivityPolicy, activityPolicies } from './activity-policies.ts';
import { throwsForGood } from './throws-for-good.ts';
import { type Deliveries, UNKNOWN } from './verdict.ts';

/**
 * An activity is tried again as the workflow says that calls it: `maximumAttempts` times, or until
 * `scheduleToCloseTimeout`; without either, for ever. Source: `@temporalio/common` 1.24.0
 * `lib/{retry-policy,activity-options}.d.ts`.
 */
export function activityDeliveries(model: ProjectModel, consumer: Consumer): Deliveries {
  const { job } = consumer;
  if (job === undefined) return UNKNOWN;
  const all = nearest(model, consumer, activityPolicies(model));
  const named = all.filter(({ names }) => names.has(job));
  const possible = [...named, ...all.filter(({ names, open }) => open && !names.has(job))];
  if (possible.length === 0) return UNKNOWN;
  const limits = possible.map((policy) => limitOf(model, policy));
  const endless = named.find((_, index) => limits[index] === 'none');
  if (endless && !throwsForGood(model, consumer)) {
    return { status: 'unbounded', how: 'retriedForEver', at: endless.at, because: [{ at: endless.at, note: "calls it without 'maximumAttempts' or 'scheduleToCloseTimeout'" }] };
  }
  if (limits.some((limit) => limit === 'none' || limit === 'unknown')) return UNKNOWN;
  const counts = limits.filter((limit) => typeof limit === 'number');
  return { status: 'bounded', ...(counts.length === limits.length && { max: Math.max(...counts) }) };
}

/** Those of the activity's own package, where it has any: activities of several services may have one name. */
function nearest(model: ProjectModel, { at, handler }: Consumer, policies: readonly ActivityPolicy[]): readonly ActivityPolicy[] {
  const home = model.packageOf(handler?.file.file ?? at.file);
  const own = policies.filter((policy) => model.packageOf(policy.at.file) === home);
  return own.length > 0 ? own : policies;
}

type Limit = number | 'time' | 'none' | 'unknown';

function limitOf({ linker }: ProjectModel, { options }: ActivityPolicy): Limit {
  const attempts = optionOf(linker, options, 'retry.maximumAttempts');
  const count = numberOf(attempts);
  if (count !== undefined) return count;
  const time = optionOf(linker, options, 'scheduleToCloseTimeout');
  if (isSet(time) === true || literalsOf(time).some((value) => value !== undefined && value !== null)) return 'time';
  const others = [attempts, time, optionOf(linker, options, 'retry.nonRetryableErrorTypes')];
  return options.length > 0 && others.every((each) => isSet(each) === false) ? 'none' : 'unknown';
}
