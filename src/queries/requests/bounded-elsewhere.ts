import { textsOf } from '../../facts/questions.ts';
import type { EffectNode } from '../../link/flow.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Value } from '../../model/value.ts';

/** What a project says of time beside its calls. */
interface Elsewhere {
  /** Packages whose defaults are changed: `axios.defaults.timeout = …`, an interceptor that sets it, `setGlobalDispatcher`. */
  readonly changed: ReadonlySet<string>;
  /** Something in front of all requests ends them. */
  readonly all: boolean;
}

const known = new WeakMap<ProjectModel, Elsewhere>();

/** May the project bound this call by something that stands at another place? An answer that comes in pieces is meant to take long. */
export function isBoundedElsewhere(model: ProjectModel, node: EffectNode): boolean {
  let elsewhere = known.get(model);
  if (!elsewhere) known.set(model, (elsewhere = elsewhereIn([...model.linker.files.values()])));
  return elsewhere.all || elsewhere.changed.has(node.effect.client) || streams(model, node);
}

/** Middleware that ends requests. */
const ENDS_ALL = /^(connect-timeout|express-timeout-\w+|koa-timeout(-v2)?)$/;

function elsewhereIn(files: readonly FileFacts[]): Elsewhere {
  const changed = files.flatMap((file) => {
    const sets = textsOf(file, 'bounded requests').length > 0;
    return [...(sets ? file.imports : []), ...(file.imports.includes('undici') && namesIn(file).includes('setGlobalDispatcher') ? ['fetch', 'undici'] : [])];
  });
  const all = files.some((file) => file.imports.some((name) => ENDS_ALL.test(name) || (/^rxjs(\/|$)/.test(name) && namesIn(file).includes('timeout'))));
  return { changed: new Set(changed), all };
}

function namesIn({ bindings, calls }: FileFacts): readonly string[] {
  const nameOf = (value: Value): readonly string[] => (value.kind === 'import' || value.kind === 'member' ? [value.name] : []);
  return [...bindings.flatMap(({ values }) => values.flatMap(nameOf)), ...calls.flatMap(({ callee }) => nameOf(callee))];
}

function streams({ linker }: ProjectModel, { call: { file, call, frame } }: EffectNode): boolean {
  const fact = file.calls[call];
  if (fact?.callee.kind === 'member' && fact.callee.name === 'stream') return true;
  const given = (fact?.arguments ?? []).flatMap((argument) => (argument.kind === 'spread' ? [] : linker.evaluate(argument, frame)));
  return given.some((entity) => entity.is === 'object' && entity.value.properties.some((property) => property.kind === 'value' && /^(stream|responseType)$/.test(property.key)));
}
