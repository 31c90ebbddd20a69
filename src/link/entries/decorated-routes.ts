import type { Framework, RouteDecorator } from '../../model/framework.ts';
import type { MemberFact } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';
import { type ClassEntity, type ExternalEntity, type FunctionEntity, locationOf } from '../entity.ts';
import type { Linker } from '../linker.ts';
import { slotOf } from '../slots.ts';
import { type Entry, entryOf } from './entry.ts';
import { frameworkOf } from './framework-calls.ts';
import { type NestApplication, nestApplications, versionsOf } from './nest-applications.ts';
import { modulePaths } from './nest-modules.ts';
import { nestPaths } from './nest-paths.ts';
import { pathTexts } from './path-texts.ts';

/** Methods that decorators make routes. */
export function decoratedRoutes(linker: Linker, frameworks: readonly Framework[]): readonly Entry[] {
  const decorated = frameworks.filter(({ decorators }) => decorators);
  const found: Entry[] = [];
  const nest: Nest = { applicationOf: nestApplications(linker), modulePathsOf: modulePaths(linker) };
  for (const file of linker.files.values()) {
    for (const [cls, fact] of file.classes.entries()) {
      if (fact.members.every(({ decorators }) => decorators.length === 0)) continue;
      const entity: ClassEntity = { is: 'class', file, cls, fact, frame: linker.openFrame(file, fact.fn) };
      found.push(...routesOf(linker, decorated, entity, nest));
    }
  }
  return found;
}

/** What a NestJS application adds to the paths that are written. */
interface Nest {
  readonly applicationOf: (file: string) => NestApplication;
  readonly modulePathsOf: (controller: ClassEntity) => readonly string[];
}

interface Controller {
  readonly framework: Framework;
  readonly paths: readonly string[];
  readonly versions?: readonly string[];
}

function routesOf(linker: Linker, frameworks: readonly Framework[], cls: ClassEntity, nest: Nest): readonly Entry[] {
  const controller = controllerOf(linker, frameworks, cls);
  if (!controller) return [];
  const { framework } = controller;
  return cls.fact.members.flatMap((member) =>
    member.decorators.flatMap((value) =>
      externals(linker, value, cls).flatMap((decorator) => {
        const callee = calleeOf(decorator);
        const pattern = callee && frameworkOf(frameworks, callee) === framework ? framework.decorators?.[linker.names.keyOf(callee, false)] : undefined;
        return pattern ? entriesOf(linker, { cls, member, decorator, pattern, controller }, nest) : [];
      }),
    ),
  );
}

function controllerOf(linker: Linker, frameworks: readonly Framework[], cls: ClassEntity): Controller | undefined {
  for (const value of cls.fact.decorators) {
    for (const decorator of externals(linker, value, cls)) {
      const callee = calleeOf(decorator);
      const framework = callee && frameworkOf(frameworks, callee);
      const slots = framework ? framework.controllers?.[linker.names.keyOf(callee, false)] : undefined;
      if (framework && slots) return { framework, paths: textsAt(linker, decorator, slots), ...(framework.versions && versionsAt(linker, decorator, framework.versions.controller)) };
    }
  }
  return undefined;
}

function externals(linker: Linker, value: Value, cls: ClassEntity): readonly ExternalEntity[] {
  return linker.evaluate(value, cls.frame).filter((entity) => entity.is === 'external');
}

function calleeOf(decorator: ExternalEntity): ExternalEntity | undefined {
  return decorator.from === 'call' ? decorator.of : decorator;
}

/** The paths that the first slot gives which gives one. */
function textsAt(linker: Linker, { call, of }: ExternalEntity, slots: readonly string[]): readonly string[] {
  return call && of ? pathTexts(linker, { reference: call, callee: of }, slots) : [];
}

function versionsAt(linker: Linker, { call, of }: ExternalEntity, slot: string): { readonly versions?: readonly string[] } {
  const versions = call && of ? versionsOf(linker, slotOf(linker, { reference: call, callee: of }, slot)) : [];
  return versions.length === 0 ? {} : { versions };
}

/** Versions that the method itself has: `@Version('2')`. */
function ownVersions(linker: Linker, { versions }: Framework, cls: ClassEntity, member: MemberFact): { readonly versions?: readonly string[] } {
  if (!versions) return {};
  for (const decorator of member.decorators.flatMap((value) => externals(linker, value, cls))) {
    if (decorator.of && linker.names.keyOf(decorator.of, false) === versions.decorator) return versionsAt(linker, decorator, '0');
  }
  return {};
}

interface DecoratedMethod {
  readonly cls: ClassEntity;
  readonly member: MemberFact;
  readonly decorator: ExternalEntity;
  readonly pattern: RouteDecorator;
  readonly controller: Controller;
}

function entriesOf(linker: Linker, decorated: DecoratedMethod, nest: Nest): readonly Entry[] {
  const { cls, member, decorator, pattern, controller: { framework } } = decorated;
  const handler = methodOf(cls, member);
  const at = decorator.call ? locationOf(cls.file, member.span) : locationOf(cls.file, cls.fact.nameSpan);
  return pathsOf(linker, decorated, nest).flatMap((path) => {
    const entry = handler && entryOf({ framework, method: pattern.method, path, at, functions: [handler] });
    return entry ? [entry] : [];
  });
}

function pathsOf(linker: Linker, { cls, member, decorator, pattern, controller }: DecoratedMethod, nest: Nest): readonly string[] {
  const own = textsAt(linker, decorator, pattern.path ?? []);
  if (pattern.method === 'QUERY' || pattern.method === 'MUTATION') return [own[0] ?? member.name];
  const { framework, paths } = controller;
  const isNest = framework.name === 'nest';
  const application = isNest ? nest.applicationOf(cls.file.file) : { prefix: '', excluded: [] };
  const parts = [isNest ? nest.modulePathsOf(cls) : [], paths, own];
  return nestPaths(application, { method: pattern.method, ...controller, ...ownVersions(linker, framework, cls, member), parts });
}

function methodOf(cls: ClassEntity, { fn }: MemberFact): FunctionEntity | undefined {
  const fact = fn === undefined ? undefined : cls.file.functions[fn];
  if (fn === undefined || !fact) return undefined;
  return { is: 'function', file: cls.file, fn, fact, frame: cls.frame, self: { is: 'instance', of: cls, exact: true } };
}
