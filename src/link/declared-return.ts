import { filesMatching } from './builtins.ts';
import { configured } from './config-folder.ts';
import { describedSettings, variableOfChain } from './described-settings.ts';
import { type CallReference, type Entity, type ExternalEntity, plainText } from './entity.ts';
import { says } from './evaluate.ts';
import type { Arguments } from './frame.ts';
import type { Linker } from './linker.ts';
import { nestSetting } from './nest-config.ts';
import { argumentsFrom } from './parameters.ts';

/** What a table says a call gives, beyond a type of its own package. */
export function declaredReturn(linker: Linker, returns: string | undefined, result: ExternalEntity): readonly Entity[] | undefined {
  if (!returns?.startsWith('$') || !result.call) return undefined;
  const call = result.call.file.calls[result.call.call];
  const given: Arguments = { written: call?.arguments ?? [], frame: result.call.frame };
  const first = argumentsFrom(linker, given, 0, false);
  switch (returns) {
    case '$first':
      return first;
    case '$second':
      return argumentsFrom(linker, given, 1, false);
    case '$environment':
      return [{ is: 'external', package: 'global', from: 'member', name: 'env', of: { is: 'external', package: 'global', from: 'export', name: 'process' } }];
    case '$all': {
      const [all] = argumentsFrom(linker, given, 0, true);
      return all?.is === 'list' ? all.items.flat() : undefined;
    }
    case '$files':
      return filesMatching(linker, first);
    case '$branches':
      return branches(linker, result);
    case '$returned':
      return first.flatMap((entity) => (entity.is === 'function' ? linker.evaluateReturns(entity) : []));
    case '$instance': {
      const classes = first.filter((entity) => entity.is === 'class');
      return classes.length > 0 ? classes.map((of) => ({ is: 'instance', of, exact: false })) : ofTypeArgument(linker, result.call);
    }
    case '$described':
      return describedSettings(linker, result, first.map(plainText).find((text) => text !== undefined));
    case '$variable':
      return variableOfChain(linker, result);
    case '$setting': {
      const name = first.map(plainText).find((text) => text !== undefined);
      const said = name === undefined ? undefined : saidByProject(linker, result, name);
      if (said) return said;
      const fallback = argumentsFrom(linker, given, 1, false).filter(says);
      return [{ is: 'setting', source: 'config', name: name ?? 'unknown' }, ...fallback];
    }
    default:
      return undefined;
  }
}

/** What the project's own files say of a setting, such as its default. */
function saidByProject(linker: Linker, { package: from, call }: ExternalEntity, name: string): readonly Entity[] | undefined {
  if (from === 'config') return call && configured(linker, call.file, name.split('.'));
  return from === '@nestjs/config' ? nestSetting(linker, name) : undefined;
}

/** `container.resolve<Orders>('orders')`: what the type says that is asked for. */
function ofTypeArgument(linker: Linker, { file, call }: CallReference): readonly Entity[] | undefined {
  const [type] = file.calls[call]?.typeArguments ?? [];
  const entities = type ? linker.entitiesOfType(type, file) : [];
  return entities.length > 0 ? entities : undefined;
}

/** `match(x).with('a', () => one).otherwise(() => other)`: what the last function of each call of the chain returns. */
function branches(linker: Linker, result: ExternalEntity): readonly Entity[] {
  const found: Entity[] = [];
  for (let at: ExternalEntity | undefined = result; at; at = at.of) {
    if (at.from !== 'call' || !at.call) continue;
    const last = at.call.file.calls[at.call.call]?.arguments.at(-1);
    if (!last || last.kind === 'spread') continue;
    const functions = linker.evaluate(last, at.call.frame).filter((entity) => entity.is === 'function');
    found.push(...functions.flatMap((entity) => linker.evaluateReturns(entity)));
  }
  return found;
}
