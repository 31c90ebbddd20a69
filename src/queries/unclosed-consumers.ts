import { isListening, callsWhere, SIGNALS, tellsSignal } from '../facts/questions.ts';
import { callLocation } from '../link/call-location.ts';
import { isOf, libraryCallees } from '../link/library-calls.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { Broker } from '../model/broker.ts';
import type { Entity } from '../link/entity.ts';
import type { Location } from '../model/location.ts';

/** Consumers of one library in one package that nothing closes when their process ends. */
export interface Unclosed {
  readonly consumers: readonly Consumer[];
  readonly broker: Broker;
  /** Where the process is told to stop, if it listens; it exits without closing. */
  readonly signal?: Location;
}

export function unclosedConsumers(model: ProjectModel): readonly Unclosed[] {
  const groups = new Map<string, Consumer[]>();
  for (const consumer of model.consumers) {
    if (!consumer.broker.closing || consumer.enclosing) continue;
    const key = `${consumer.broker.name} ${model.packageOf(consumer.declaredAt.file)}`;
    const group = groups.get(key);
    if (group) group.push(consumer);
    else groups.set(key, [consumer]);
  }
  if (groups.size === 0 || leavesItToOthers(model)) return [];
  const unclosed = [...groups.values()].flatMap((consumers) => {
    const [first] = consumers;
    return first && !isClosed(model, first) ? [{ consumers, broker: first.broker }] : [];
  });
  if (unclosed.length === 0) return [];
  const signal = signalIn(model);
  if (signal === 'unknown') return [];
  return unclosed.map((each) => ({ ...each, ...(signal && { signal }) }));
}

/** Packages that stop a process in order, with what they are given. */
const STOPPERS = /^(close-with-grace|@godaddy\/terminus|node-graceful|stoppable|http-terminator|lightship|@moebius\/http-graceful-shutdown|http-graceful-shutdown|async-exit-hook|exit-hook|death|pm2|shutdown-hook|node-cleanup)$/;

function leavesItToOthers({ linker }: ProjectModel): boolean {
  return [...linker.files.values()].some(({ imports }) => imports.some((name) => STOPPERS.test(name)));
}

/** Does any call of the project close what the library runs? A call on something unknown may. */
function isClosed(model: ProjectModel, { broker, cls }: Consumer): boolean {
  const { linker } = model;
  const closing = broker.closing?.calls ?? [];
  // Modules of NestJS close their own, if the application passes signals on.
  const names = new Set([...closing.map((key) => key.split('.').at(-1) ?? key), ...(cls ? ['enableShutdownHooks'] : [])]);
  for (const file of linker.files.values()) {
    for (const call of callsWhere(file, 'methods', [...names].join('|'))) {
      const fact = file.calls[call];
      if (fact?.callee.kind !== 'member') continue;
      if (fact.callee.name === 'enableShutdownHooks') return true;
      const frame = linker.openFrame(file, fact.fn);
      const known = linker.evaluate(fact.callee, frame).filter(({ is }) => is !== 'open' && is !== 'unknown');
      if (known.length === 0) return true;
      if (libraryCallees(linker, file, call, frame).some(({ callee }) => isOf(broker, callee) && closing.includes(linker.names.keyOf(callee, false)))) return true;
    }
  }
  return false;
}

/** Where the project listens for the end of the process; `unknown`: something may that is told of the signals by their names. */
function signalIn({ linker }: ProjectModel): Location | 'unknown' | undefined {
  let isTold = false;
  for (const file of linker.files.values()) {
    for (const call of callsWhere(file, 'signals')) {
      const fact = file.calls[call];
      const [first] = fact?.arguments ?? [];
      if (fact && isListening(fact.callee) && first && first.kind !== 'spread') {
        const heard = linker.evaluate(first, linker.openFrame(file, fact.fn));
        if (heard.some(isSignal)) return callLocation({ file, call });
        isTold ||= heard.some(({ is }) => is !== 'text') || heard.length === 0;
      }
      isTold ||= fact?.arguments.some(tellsSignal) ?? false;
    }
  }
  return isTold ? 'unknown' : undefined;
}

function isSignal(entity: Entity): boolean {
  return entity.is === 'text' && entity.parts.length === 1 && SIGNALS.includes(entity.parts[0]);
}
