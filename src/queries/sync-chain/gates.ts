import type { Entry } from '../../link/entries/entry.ts';
import { isBeyond } from '../../link/cuts.ts';
import { type EffectNode, type Flow, type FlowNode, nodesOf } from '../../link/flow.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import { SAFE_METHODS } from '../../model/framework.ts';
import type { Value } from '../../model/value.ts';
import type { Hop } from '../hop.ts';
import type { Level } from '../occurrence.ts';

/**
 * Names of what somebody waits for: codes, links to log in or to confirm, tests of a connection. And of requests that
 * are no people's: jobs and schedules that come by HTTP. They only ever make a report fall silent.
 */
const WAITED_FOR = /otp|verif|confirm|reset|magic|log-?in|sign-?(?:in|up|on)|regist|passw|token|two-?factor|[2m]fa|captcha|auth|change-?e-?mail|code|test|preview|dry-?run|validate|check|health|ping|probe/i;
const OF_MACHINES = /cron|schedul|(?:^|[/._-])(?:jobs?|tasks?|workers?|queues?|internal|consumers?|automatic|process)(?:[/._-]|$)|pub-?sub/i;

export function isWaitedForByName({ path = '', handler, at }: Entry, chain: readonly Hop[]): boolean {
  const names = [path, handler.fact.name ?? '', baseName(at.file), baseName(handler.file.file), ...chain.map(({ name }) => name)];
  return names.some((name) => WAITED_FOR.test(name)) || OF_MACHINES.test(path) || OF_MACHINES.test(handler.file.file);
}

function baseName(file: string): string {
  return file.split('/').at(-1) ?? '';
}

/** Is the handler also that of a message? Then the request is how the message comes. */
export function isConsumer({ consumers }: ProjectModel, { handler }: Entry): boolean {
  return consumers.some(({ handler: own, registered }) => [own, registered].some((each) => each?.file === handler.file && each.fn === handler.fn));
}

/** Does the request change something, as far as its verb tells? Handlers of every verb ask for it themselves. */
export function isUnsafe({ method }: Entry, levels: readonly Level[]): boolean {
  if (method !== undefined && method !== '*') return !SAFE_METHODS.has(method);
  const asked = levels.flatMap(({ siblings, index, container, part }) => [
    ...(container?.do === 'if' && (part === 'then' || part === 'else') ? verbsIn(container.frame.file, container.condition, 0).map((verb) => (part === 'then') === verb.positive && verb.name) : []),
    ...(container?.do === 'switch' ? casesAround(container, siblings) : []),
    ...siblings.slice(0, index).flatMap(exitVerbs),
  ]);
  const verbs = asked.filter((verb) => typeof verb === 'string');
  return verbs.length > 0 && verbs.every((verb) => !SAFE_METHODS.has(verb));
}

interface Verb {
  readonly name: string;
  /** `===`; false: `!==`. */
  readonly positive: boolean;
}

/** `if (request.method !== 'POST') return …`. */
function exitVerbs(node: FlowNode): readonly string[] {
  if (node.do !== 'if' || !node.then.some(({ do: what }) => what === 'exit')) return [];
  return verbsIn(node.frame.file, node.condition, 0).filter(({ positive }) => !positive).map(({ name }) => name);
}

function casesAround(node: Extract<FlowNode, { do: 'switch' }>, body: Flow): readonly string[] {
  const own = node.cases.find((each) => each.body === body);
  return (own?.tests ?? []).flatMap((test) => (test.kind === 'literal' && typeof test.value === 'string' ? [test.value.toUpperCase()] : []));
}

const NAMES = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

function verbsIn(file: FileFacts, condition: Value, depth: number): readonly Verb[] {
  if (isBeyond(depth, 5, file, 0, 'which verbs a condition names inside more than 5 others')) return [];
  if (condition.kind === 'choice') return condition.of.flatMap((each) => verbsIn(file, each, depth + 1));
  if (condition.kind !== 'operation') return [];
  if (condition.op === '!') return condition.of.flatMap((each) => verbsIn(file, each, depth + 1)).map(({ name, positive }) => ({ name, positive: !positive }));
  if (!/^[!=]==?$/.test(condition.op)) return condition.of.flatMap((each) => verbsIn(file, each, depth + 1));
  return condition.of.flatMap((each): readonly Verb[] =>
    each.kind === 'literal' && typeof each.value === 'string' && NAMES.has(each.value.toUpperCase())
      ? [{ name: each.value.toUpperCase(), positive: condition.op.startsWith('=') }]
      : [],
  );
}

/** Kinds of work a request does not wait for, or not for long. */
const ASIDE: ReadonlySet<string> = new Set(['observability', 'analytics', 'computation', 'timer', 'identifier', 'file', 'process', 'cache']);

/** Is there any other work the request waits for? One call alone is no chain. */
export function isInChain(flow: Flow, leaf: EffectNode): boolean {
  for (const node of nodesOf(flow)) {
    if (node.do !== 'effect' || ASIDE.has(node.effect.kind) || node.outcome.kind === 'dropped') continue;
    if (node.call.file !== leaf.call.file || node.call.call !== leaf.call.call) return true;
  }
  return false;
}
