import type { ProviderFact } from '../model/file-facts.ts';
import type { Value } from '../model/value.ts';
import { type Entity, type ExternalEntity, plainText } from './entity.ts';
import { says } from './evaluate.ts';
import type { Frame } from './frame.ts';
import type { Linker } from './linker.ts';

interface Provider {
  readonly fact: ProviderFact;
  readonly frame: Frame;
  readonly token: readonly Entity[];
}

/**
 * Makes the reader of injection decorators.
 *
 * `@Inject(TOKEN)` is looked up among the `{ provide: TOKEN, … }` of the project. A decorator that a library's
 * table gives a type (`@InjectQueue('email')`) is that thing, and is remembered on the declared type.
 */
export function injectionReader(linker: Linker): Linker['injected'] {
  let providers: readonly Provider[] | undefined;
  return (decorators, frame, declared) => {
    for (const decorator of decorators) {
      for (const entity of linker.evaluate(decorator, frame)) {
        if (entity.is !== 'external' || entity.from !== 'call') continue;
        if (entity.of?.name === 'Inject') {
          providers ??= allProviders(linker);
          const found = provided(linker, providers, firstArgument(linker, entity));
          if (found.length > 0) return found;
        } else if (entity.of && linker.names.returnOf(entity.of, false) !== undefined) {
          const things = declared.filter((each) => each.is === 'external');
          return things.length > 0 ? things.map((each) => ({ ...each, by: entity })) : [entity];
        }
      }
    }
    return [];
  };
}

function firstArgument(linker: Linker, { call }: ExternalEntity): readonly Entity[] {
  const argument = call?.file.calls[call.call]?.arguments[0];
  return call && argument && argument.kind !== 'spread' ? linker.evaluate(argument, call.frame) : [];
}

function allProviders(linker: Linker): readonly Provider[] {
  const found: Provider[] = [];
  for (const file of linker.files.values()) {
    const frame = linker.openFrame(file, 0);
    for (const fact of file.providers) found.push({ fact, frame, token: linker.evaluate(fact.provide, frame) });
  }
  return found;
}

function provided(linker: Linker, providers: readonly Provider[], token: readonly Entity[]): readonly Entity[] {
  const wanted = new Set(token.map(tokenKey).filter((key) => key !== undefined));
  return providers
    .filter(({ token: own }) => own.some((entity) => wanted.has(tokenKey(entity) ?? '')))
    .flatMap(({ fact, frame }) => implementation(linker, fact, frame));
}

function tokenKey(entity: Entity): string | undefined {
  if (entity.is === 'class') return `class ${entity.file.file} ${String(entity.cls)}`;
  if (entity.is === 'external' && entity.from === 'call' && entity.of?.name === 'Symbol') {
    return `symbol ${entity.call?.file.file ?? ''} ${String(entity.call?.call)}`;
  }
  const token = plainText(entity);
  return token === undefined ? undefined : `text ${token}`;
}

function implementation(linker: Linker, fact: ProviderFact, frame: Frame): readonly Entity[] {
  const evaluate = (value: Value | undefined): readonly Entity[] => (value ? linker.evaluate(value, frame) : []);
  const classes = [...evaluate(fact.useClass), ...evaluate(fact.useExisting)].filter((entity) => entity.is === 'class');
  const made = evaluate(fact.useFactory).flatMap((entity) => (entity.is === 'function' ? linker.evaluateReturns(entity) : []));
  return [
    ...classes.map((of) => ({ is: 'instance', of, exact: false }) as const),
    ...evaluate(fact.useValue).filter(says),
    ...made.filter(says),
  ];
}
