import type { FunctionEntity } from '../link/entity.ts';
import type { ProjectModel } from '../link/project-model.ts';
import type { LinkedProducer } from '../link/producers.ts';
import type { FileFacts, Step } from '../model/file-facts.ts';
import { stepsIn } from './closed/parts.ts';

/**
 * Does a producer stand in plain code, which could as well do the work itself? Not: in the handler of an error, in a
 * hook or listener of another package, in a function that a platform runs for a short time, in a webhook's receiver.
 */
export function isPlainPlace(model: ProjectModel, { file, call, askedAt }: LinkedProducer): boolean {
  if (model.infrastructure.resources.some(({ kind }) => kind === 'function')) return false;
  if (isShortLived(askedAt.file) || isShortLived(file.file)) return false;
  const fact = file.calls[call];
  if (!fact || isInErrorHandler(file, fact.fn, call)) return false;
  for (let fn: number | undefined = fact.fn; fn !== undefined; fn = file.functions[fn]?.parent) {
    if (!isPlainFunction(model, file, fn)) return false;
  }
  return true;
}

/** Functions as a service, and receivers of webhooks: both have to answer soon. */
function isShortLived(path: string): boolean {
  return /(?:^|\/)(?:pages\/api|app\/(?:.*\/)?route\.[cm]?[jt]sx?$|functions|lambdas?|edge|workers-site)(?:\/|$)|(?:^|\/)route\.[cm]?[jt]sx?$|webhook/i.test(path);
}

function isInErrorHandler(file: FileFacts, fn: number, call: number): boolean {
  const steps: readonly Step[] = file.functions[fn]?.body ?? [];
  return stepsIn(steps).some(({ step }) => step.do === 'try' && stepsIn(step.handler ?? []).some(({ step: inner }) => inner.do === 'call' && inner.call === call));
}

function isPlainFunction(model: ProjectModel, file: FileFacts, fn: number): boolean {
  const fact = file.functions[fn];
  if (!fact || fact.kind === 'module') return true;
  if (fact.generator || fact.kind === 'getter' || fact.kind === 'setter') return false;
  const entity: FunctionEntity = { is: 'function', file, fn, fact, frame: model.linker.openFrame(file, fact.parent ?? 0) };
  return isPlainlyDecorated(model, entity) && handedTo(file, fn).every((call) => isRequestCall(model, file, call));
}

/** The calls a function is given to, written in place or by its name. */
function handedTo(file: FileFacts, fn: number): readonly number[] {
  const direct = file.functions[fn]?.passedTo?.call;
  const named = file.bindings.filter(({ values }) => values.some((value) => value.kind === 'function' && value.fn === fn));
  const uses = named.flatMap(({ uses: all }) => all.flatMap((use) => (use.as === 'argument' && use.of !== undefined ? [use.of] : [])));
  return [...(direct === undefined ? [] : [direct]), ...uses];
}

/** Routers, and methods of the language: `app.post('/x', f)`, `items.map(f)`. */
function isRequestCall({ linker }: ProjectModel, file: FileFacts, call: number): boolean {
  const fact = file.calls[call];
  if (!fact) return false;
  const entities = linker.evaluate(fact.callee, linker.openFrame(file, fact.fn));
  if (fact.callee.kind === 'member' && /^(?:map|forEach|flatMap|filter)$/.test(fact.callee.name)) return true;
  return entities.length > 0 && entities.every((entity) => (entity.is === 'external' ? ROUTERS.has(entity.package) : entity.is === 'function'));
}

const ROUTERS = new Set(['express', 'express-async-handler', 'fastify', 'koa', '@koa/router', 'koa-router', 'hono', 'restify', 'polka']);

/** Decorators of routes say where a call comes from; others may run the method at any time. */
function isPlainlyDecorated({ linker }: ProjectModel, { file, fn, fact, frame }: FunctionEntity): boolean {
  const member = fact.cls === undefined ? undefined : file.classes[fact.cls]?.members.find((each) => each.fn === fn);
  return (member?.decorators ?? []).every((value) =>
    linker.evaluate(value, frame).every((each) => {
      const callee = each.is === 'external' && each.from === 'call' ? each.of : each;
      return callee?.is === 'external' && callee.package === '@nestjs/common' && ROUTE_DECORATORS.has(callee.name);
    }),
  );
}

const ROUTE_DECORATORS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'HttpCode', 'Header', 'UseGuards', 'UsePipes']);
