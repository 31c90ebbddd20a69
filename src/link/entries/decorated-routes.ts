import type { Framework, RouteDecorator } from '../../model/framework.ts';
import type { MemberFact } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';
import { type ClassEntity, type Entity, type ExternalEntity, type FunctionEntity, locationOf } from '../entity.ts';
import type { Linker } from '../linker.ts';
import { slotOf } from '../slots.ts';
import { type Entry, entryOf, joinedPath } from './entry.ts';
import { frameworkOf } from './framework-calls.ts';
import { pathText } from './routers.ts';

/** Methods that decorators make routes. `prefixOf`: what the application puts before every path. */
export function decoratedRoutes(linker: Linker, frameworks: readonly Framework[], prefixOf: (file: string) => string): readonly Entry[] {
  const decorated = frameworks.filter(({ decorators }) => decorators);
  const found: Entry[] = [];
  for (const file of linker.files.values()) {
    for (const [cls, fact] of file.classes.entries()) {
      if (fact.members.every(({ decorators }) => decorators.length === 0)) continue;
      const entity: ClassEntity = { is: 'class', file, cls, fact, frame: linker.openFrame(file, fact.fn) };
      found.push(...routesOf(linker, decorated, entity, prefixOf));
    }
  }
  return found;
}

function routesOf(linker: Linker, frameworks: readonly Framework[], cls: ClassEntity, prefixOf: (file: string) => string): readonly Entry[] {
  const controller = controllerOf(linker, frameworks, cls);
  if (!controller) return [];
  const { framework, paths } = controller;
  return cls.fact.members.flatMap((member) =>
    member.decorators.flatMap((value) =>
      externals(linker, value, cls).flatMap((decorator) => {
        const callee = calleeOf(decorator);
        const pattern = callee && frameworkOf(frameworks, callee) === framework ? framework.decorators?.[linker.names.keyOf(callee, false)] : undefined;
        return pattern ? entriesOf(linker, framework, cls, member, decorator, pattern, framework.name === 'nest' ? [prefixOf(cls.file.file), ...paths] : paths) : [];
      }),
    ),
  );
}

function controllerOf(linker: Linker, frameworks: readonly Framework[], cls: ClassEntity): { readonly framework: Framework; readonly paths: readonly string[] } | undefined {
  for (const value of cls.fact.decorators) {
    for (const decorator of externals(linker, value, cls)) {
      const callee = calleeOf(decorator);
      const framework = callee && frameworkOf(frameworks, callee);
      const slots = framework ? framework.controllers?.[linker.names.keyOf(callee, false)] : undefined;
      if (framework && slots) return { framework, paths: textsAt(linker, decorator, slots) };
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

/** The first path the slots give; of a list the first. */
function textsAt(linker: Linker, { call, of }: ExternalEntity, slots: readonly string[]): readonly string[] {
  if (!call || !of) return [];
  for (const slot of slots) {
    const texts = slotOf(linker, { reference: call, callee: of }, slot).flatMap(listed).map(pathText);
    const text = texts.find((each) => each !== undefined);
    if (text !== undefined) return [text];
  }
  return [];
}

function listed(entity: Entity): readonly Entity[] {
  return entity.is === 'list' ? entity.items.flat() : [entity];
}

function entriesOf(
  linker: Linker,
  framework: Framework,
  cls: ClassEntity,
  member: MemberFact,
  decorator: ExternalEntity,
  pattern: RouteDecorator,
  above: readonly string[],
): readonly Entry[] {
  const handler = methodOf(cls, member);
  const own = textsAt(linker, decorator, pattern.path ?? []);
  const isHttp = pattern.method !== 'QUERY' && pattern.method !== 'MUTATION';
  const path = isHttp ? joinedPath([...above, ...own]) : (own[0] ?? member.name);
  const at = decorator.call ? locationOf(cls.file, member.span) : locationOf(cls.file, cls.fact.nameSpan);
  const entry = handler && entryOf({ framework, method: pattern.method, path, at, functions: [handler] });
  return entry ? [entry] : [];
}

function methodOf(cls: ClassEntity, { fn }: MemberFact): FunctionEntity | undefined {
  const fact = fn === undefined ? undefined : cls.file.functions[fn];
  if (fn === undefined || !fact) return undefined;
  return { is: 'function', file: cls.file, fn, fact, frame: cls.frame, self: { is: 'instance', of: cls, exact: true } };
}
