import type { Flow } from '../flow.ts';
import { idOf } from '../id-of.ts';
import type { Linker } from '../linker.ts';
import type { Consumer, ConsumerFacts } from '../project-model.ts';
import { flowForJob } from './flow-for-job.ts';
import { jobNamesIn } from './job-names.ts';

/** A logical consumer for each name by which the handler of a queue tells its jobs apart. */
export function namedCases(linker: Linker, whole: ConsumerFacts, flow: Flow): readonly Consumer[] {
  // One that takes jobs of one name only meets no others.
  if (!whole.broker.namedJobs || whole.job !== undefined || whole.ofMessages === false) return [];
  const asked = jobNamesIn(linker, flow);
  return [...(asked?.names ?? [])].map(([job, at]): Consumer => {
    let own: Flow | undefined;
    const facts = { ...whole, job, at, trail: [...whole.trail, whole.at] };
    return {
      ...facts,
      id: idOf(facts),
      cases: [],
      get flow() {
        return (own ??= asked ? flowForJob(linker, flow, asked, job) : []);
      },
    };
  });
}
