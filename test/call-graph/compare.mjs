/**
 * Holds a call graph against what was executed.
 * Out: `recall` of executed edges; `precision`, of the functions that are given for calls that were executed; both with
 * their numbers; and the edges that were missed and those that were not seen.
 */
export function compare({ direct }, calls) {
  const missed = [];
  const unseen = [];
  let executed = 0;
  let claimed = 0;
  for (const [site, entered] of direct) {
    const targets = calls.get(site) ?? new Set();
    executed += entered.size;
    claimed += targets.size;
    for (const fn of entered) if (!targets.has(fn)) missed.push([site, fn]);
    for (const fn of targets) if (!entered.has(fn)) unseen.push([site, fn]);
  }
  return { executed, claimed, missed, unseen, recall: 1 - missed.length / executed, precision: 1 - unseen.length / claimed };
}
