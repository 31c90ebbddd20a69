import type { Location } from '../../model/location.ts';
import { isNodeBeyond } from '../cuts.ts';
import { locationOf } from '../entity.ts';
import type { Flow, FlowNode } from '../flow.ts';
import type { Linker } from '../linker.ts';
import { isJobName, isSwitchOfTrue, namesSpared, namesTested, textOf } from './job-name.ts';

/** Functions entered inside each other that are handed the job. */
const DEEPEST = 5;
const HANDED_ON = `which jobs are told apart where the job is handed on more than ${String(DEEPEST)} times`;

/** Kinds of effects that are no work of a job's own. */
const ASIDE = new Set(['observability', 'analytics', 'timer', 'computation', 'identifier']);

/** Where a handler asks its job for its name. */
export interface Asked {
  /** Each name, and where what is done for it starts. */
  readonly names: ReadonlyMap<string, Location>;
  /** The flows in which it asks: the handler's own, and those of functions that it hands the job. */
  readonly within: ReadonlySet<Flow>;
}

/** The names by which a handler tells its jobs apart, where it does something for one of them; `undefined`: it tells none apart. */
export function jobNamesIn(linker: Linker, flow: Flow): Asked | undefined {
  const names = new Map<string, Location>();
  const working = new Set<string>();
  const within = new Set<Flow>();
  const note = (name: string, at: Location, body: Flow): void => {
    const works = doesWork(body);
    // Of several places that ask for a name, the one that does something for it.
    if (!names.has(name) || (works && !working.has(name))) names.set(name, at);
    if (works) working.add(name);
  };

  const walk = (part: Flow, depth: number): void => {
    within.add(part);
    for (const [index, node] of part.entries()) {
      switch (node.do) {
        case 'switch': {
          const { on, frame, cases } = node;
          const isDispatch = isJobName(linker, on, frame);
          const isTrue = isSwitchOfTrue(node);
          for (const { tests, body, span } of cases) {
            within.add(body);
            for (const test of isDispatch ? tests : []) {
              const name = textOf(linker, test, frame);
              if (name !== undefined) note(name, locationOf(frame.file, span), body);
            }
            for (const test of isTrue ? tests : []) for (const name of namesTested(linker, test, frame) ?? []) note(name, locationOf(frame.file, span), body);
            walk(body, depth);
          }
          break;
        }
        case 'if': {
          const { condition, frame, span } = node;
          for (const name of namesTested(linker, condition, frame) ?? []) note(name, locationOf(frame.file, span), node.then);
          // `if (job.name !== 'ship') return;`: what stands behind it is for that name.
          if (node.then.some(({ do: kind }) => kind === 'exit')) for (const name of namesSpared(linker, condition, frame) ?? []) note(name, locationOf(frame.file, span), part.slice(index + 1));
          walk(node.then, depth);
          walk(node.else, depth);
          break;
        }
        case 'try':
          walk(node.body, depth);
          walk(node.handler ?? [], depth);
          walk(node.finalizer ?? [], depth);
          break;
        case 'callback':
          if (node.runs === 'once') walk(node.body, depth);
          break;
        case 'enter':
          if (node.certain && !node.detached && isHandedTheJob(linker, node) && !isNodeBeyond(depth + 1, DEEPEST, node, HANDED_ON)) walk(node.body, depth + 1);
          break;
        default:
          break;
      }
    }
  };
  walk(flow, 0);
  return names.size >= 2 && working.size > 0 ? { names, within } : undefined;
}

function doesWork(flow: Flow): boolean {
  return flow.some((node) => {
    if (node.do === 'exit') return false;
    return node.do !== 'effect' || !ASIDE.has(node.effect.kind);
  });
}

function isHandedTheJob(linker: Linker, { call: { file, call, frame } }: Extract<FlowNode, { do: 'enter' }>): boolean {
  return (file.calls[call]?.arguments ?? []).some(
    (given) => given.kind !== 'spread' && linker.evaluate(given, frame).some((entity) => entity.is === 'external' && /^Job(?:\.name)?$/.test(linker.names.keyOf(entity, false))),
  );
}
