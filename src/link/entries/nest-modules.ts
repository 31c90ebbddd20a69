import { indexCalls } from '../callers.ts';
import { classKey } from '../classes.ts';
import { isEntityBeyond } from '../cuts.ts';
import type { ClassEntity, Entity } from '../entity.ts';
import { libraryCallees } from '../library-calls.ts';
import type { Linker } from '../linker.ts';
import { slotOf } from '../slots.ts';
import { joinedPath } from './entry.ts';
import { textsOf } from './path-texts.ts';

/** Routes inside routes. */
const DEEPEST = 6;

/**
 * The path that `RouterModule.register([{ path, module, children }])` puts before the controllers of a module.
 * Source: `@nestjs/core` 11.2.10 `router/router-module.js`, `router/utils/flatten-route-paths.util.js`.
 */
export function modulePaths(linker: Linker): (controller: ClassEntity) => readonly string[] {
  const paths = new Map(registered(linker).map(({ module, path }) => [classKey(module), path]));
  if (paths.size === 0) return () => [];
  const ofController = new Map<string, string>();
  for (const [module, controllers] of modulesIn(linker)) {
    const path = paths.get(module);
    if (path !== undefined) for (const controller of controllers) ofController.set(controller, path);
  }
  return (controller) => {
    const path = ofController.get(classKey(controller));
    return path === undefined ? [] : [path];
  };
}

interface RoutedModule {
  readonly module: ClassEntity;
  readonly path: string;
}

function registered(linker: Linker): readonly RoutedModule[] {
  return indexCalls(linker).get('register').flatMap(({ file, call }): readonly RoutedModule[] => {
    if (!file.imports.includes('@nestjs/core')) return [];
    const frame = linker.openFrame(file, file.calls[call]?.fn ?? 0);
    const library = libraryCallees(linker, file, call, frame).find(({ callee }) => callee.package === '@nestjs/core' && linker.names.keyOf(callee, false) === 'RouterModule.register');
    return library ? routesIn(linker, slotOf(linker, { reference: { file, call, frame }, callee: library.callee }, '0'), '', 0) : [];
  });
}

function routesIn(linker: Linker, entities: readonly Entity[], above: string, depth: number): readonly RoutedModule[] {
  if (isEntityBeyond(depth, DEEPEST, entities[0], `routes that lie more than ${String(DEEPEST)} inside each other`)) return [];
  return entities.flatMap((entity): readonly RoutedModule[] => {
    if (entity.is === 'list') return routesIn(linker, entity.items.flat(), above, depth + 1);
    if (entity.is === 'class') return [{ module: entity, path: above }];
    if (entity.is !== 'object') return [];
    const from = { file: entity.frame.file, frame: entity.frame };
    const [own = ''] = textsOf(linker.memberOf(entity, 'path', from));
    const path = joinedPath([above, own]);
    const modules = linker.memberOf(entity, 'module', from).filter((each) => each.is === 'class');
    return [...modules.map((module) => ({ module, path })), ...routesIn(linker, linker.memberOf(entity, 'children', from), path, depth + 1)];
  });
}

/** The controllers of each module, by their classes. */
function* modulesIn(linker: Linker): Iterable<readonly [module: string, controllers: readonly string[]]> {
  for (const file of linker.files.values()) {
    if (!file.imports.includes('@nestjs/common')) continue;
    for (const [cls, fact] of file.classes.entries()) {
      const frame = linker.openFrame(file, fact.fn);
      for (const decorator of fact.decorators.flatMap((value) => linker.evaluate(value, frame))) {
        if (decorator.is !== 'external' || !decorator.call || !decorator.of || linker.names.keyOf(decorator.of, false) !== 'Module') continue;
        const controllers = slotOf(linker, { reference: decorator.call, callee: decorator.of }, '0.controllers').flatMap((each) => (each.is === 'list' ? each.items.flat() : [each]));
        yield [classKey({ file, cls }), controllers.flatMap((each) => (each.is === 'class' ? [classKey(each)] : []))];
      }
    }
  }
}
