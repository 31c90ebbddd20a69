import { isBeyond } from '../link/cuts.ts';
import type { CallReference, Entity, ExternalEntity, FunctionEntity } from '../link/entity.ts';
import { isWithin } from '../link/handler.ts';
import type { ProjectModel } from '../link/project-model.ts';
import type { CallFact, FileFacts, Step } from '../model/file-facts.ts';
import type { Span } from '../model/location.ts';
import { builtinKind, isDataMethod } from './closed/builtin.ts';
import { NOTHING } from '../link/arguments/no-arguments.ts';

/**
 * Does a function, with all it calls, write to a log or a tracker when something fails? `unknown`: some of it cannot be
 * seen; `perhaps elsewhere`: it calls packages nobody has a table for, which may log what they throw.
 */
export function logsFailures(model: ProjectModel, start: FunctionEntity): boolean | 'unknown' | 'perhaps elsewhere' {
  const seen = new Set<string>();
  // Set by the calls below, which the compiler does not follow.
  let open = false as boolean;
  let elsewhere = false as boolean;
  const visit = (target: FunctionEntity, failed: boolean): boolean => {
    const key = `${target.file.file}#${String(target.fn)}${failed ? '!' : ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    if (isBeyond(seen.size, MOST, start.file, start.fn, `who logs failures among more than ${String(MOST)} functions that this leads to`)) {
      open = true;
      return false;
    }
    return decoratorsOf(model, target).some((each) => visit(each, false)) || callsIn(target).some((call) => {
      const said = toldBy(model, target.file, call, failed);
      if (said.open) open = true;
      if (said.elsewhere) elsewhere = true;
      return said.log || said.targets.some((each) => visit(each, said.failed));
    });
  };
  return visit(start, false) || (open ? 'unknown' : elsewhere && 'perhaps elsewhere');
}

/** Functions one handler may lead to; above it, nobody knows. */
const MOST = 600;

interface Told {
  readonly log: boolean;
  readonly targets: readonly FunctionEntity[];
  /** What is called runs because something failed. */
  readonly failed: boolean;
  readonly open: boolean;
  readonly elsewhere: boolean;
}

/** Names of what is only called when something went wrong. */
const ALARM = /^(error|warn|warning|fatal|critical|alert|emerg|crit|atError|atWarn|captureException|captureMessage|captureError|noticeError|recordException|addError|notify|reportError|reportException|logError|handleError|trackException)$/;

function toldBy({ linker, flows }: ProjectModel, file: FileFacts, call: number, failed: boolean): Told {
  const fact = file.calls[call];
  if (!fact) return { log: false, targets: [], failed, open: false, elsewhere: false };
  const name = calledName(file, fact);
  const alarmed = failed || ALARM.test(name) || failureSpans(file).some((span) => isInside(fact.span, span));
  const reference: CallReference = { file, call, frame: linker.openFrame(file, fact.fn) };
  const entities = linker.evaluate(fact.callee, reference.frame);
  const targets = entities.filter((entity): entity is FunctionEntity => entity.is === 'function');
  const external = entities.filter((entity): entity is ExternalEntity => entity.is === 'external');
  const isLog = external.some((callee) => isLogOf(flows.effects, linker.names.keyOf(callee, fact.kind === 'new'), callee));
  const known = entities.some(isTold);
  // Of a call nobody can follow, the name may be that of a log: silence is the safe answer.
  const log = alarmed && (isLog || (targets.length === 0 && ALARM.test(name)) || (!known && /log|sentry|report|metric|track/i.test(name)));
  const elsewhere = (fact.use.awaited || fact.use.as === 'returned') && external.some((callee) => !isKnownPackage(flows.effects, callee));
  // What a package nobody knows is told in a `catch` may be the failure.
  const toldElsewhere = alarmed && external.some(({ package: from }) => from !== 'global' && !from.startsWith('node:') && !flows.effects.knows(from));
  return { log, targets, failed: alarmed, open: toldElsewhere || (!known && !isDataMethod(name) && fact.kind !== 'import' && fact.kind !== 'super'), elsewhere };
}

/** The language, Node, packages there is a table for, and others that anybody uses; one of an own scope may log what fails before it throws. */
function isKnownPackage(effects: ProjectModel['flows']['effects'], { package: name }: ExternalEntity): boolean {
  return !name.startsWith('@') || effects.knows(name);
}

function isTold(entity: Entity): boolean {
  return entity.is !== 'open' && entity.is !== 'unknown' && entity.is !== 'shape';
}

function isLogOf(effects: ProjectModel['flows']['effects'], key: string, { package: name, name: member }: ExternalEntity): boolean {
  if (builtinKind(name, key) === 'log') return true;
  const kind = name === 'global' ? undefined : effects.effectOf(name, key, member, NOTHING)?.kind;
  return kind === 'observability' || kind === 'chat';
}

function calledName(file: FileFacts, { callee }: CallFact): string {
  if (callee.kind === 'member' || callee.kind === 'global' || callee.kind === 'import') return callee.name;
  return callee.kind === 'binding' ? (file.bindings[callee.binding]?.name ?? '') : '';
}

/** The project's functions that a method is decorated with: `@logErrors`, `@caught(ServiceError)`. */
function decoratorsOf({ linker }: ProjectModel, { file, fn, fact }: FunctionEntity): readonly FunctionEntity[] {
  const cls = fact.cls === undefined ? undefined : file.classes[fact.cls];
  const member = cls?.members.find((each) => each.fn === fn);
  if (!cls || !member) return [];
  return member.decorators.flatMap((decorator) => {
    const made = decorator.kind === 'call' ? file.calls[decorator.call]?.callee : decorator;
    const entities = made ? linker.evaluate(made, linker.openFrame(file, cls.fn)) : [];
    return entities.filter((entity): entity is FunctionEntity => entity.is === 'function');
  });
}

/** The calls of a function and of those written in it. */
function callsIn({ file, fn }: FunctionEntity): readonly number[] {
  const [start, end] = file.functions[fn]?.span ?? [0, 0];
  return [...file.calls.keys()].filter((call) => {
    const fact = file.calls[call];
    return fact !== undefined && fact.span[0] >= start && fact.span[1] <= end && isWithin(file, fact.fn, fn);
  });
}

const spans = new WeakMap<FileFacts, readonly Span[]>();

/** Every `catch` of a file. */
function failureSpans(file: FileFacts): readonly Span[] {
  let found = spans.get(file);
  if (!found) spans.set(file, (found = file.functions.flatMap(({ body }) => catchesIn(file, body))));
  return found;
}

function catchesIn(file: FileFacts, steps: readonly Step[]): readonly Span[] {
  return steps.flatMap((step): readonly Span[] => {
    switch (step.do) {
      case 'if':
        return [...catchesIn(file, step.then), ...catchesIn(file, step.else)];
      case 'switch':
        return step.cases.flatMap((each) => catchesIn(file, each.steps));
      case 'loop':
        return catchesIn(file, step.body);
      case 'try': {
        const given = step.handlerFunction?.kind === 'function' ? file.functions[step.handlerFunction.fn]?.span : undefined;
        return [...(step.handlerSpan ? [step.handlerSpan] : []), ...(given ? [given] : []), ...catchesIn(file, step.body), ...catchesIn(file, step.handler ?? []), ...catchesIn(file, step.finalizer ?? [])];
      }
      default:
        return [];
    }
  });
}

function isInside(inner: Span, outer: Span): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1];
}
