import { callsWhere } from '../facts/questions.ts';
import { callLocation } from '../link/call-location.ts';
import { isBeyond } from '../link/cuts.ts';
import type { CallReference, FunctionEntity } from '../link/entity.ts';
import { type EffectNode, type Flow, type FlowNode, nodesOf } from '../link/flow.ts';
import { functionsOf, isWithin } from '../link/handler.ts';
import type { Consumer, ProjectModel } from '../link/project-model.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Location } from '../model/location.ts';
import type { Value } from '../model/value.ts';
import { occurrencesIn } from './occurrence.ts';
import { somewhere } from './somewhere.ts';

/** Work that a handler only puts into a list of this process, which a timer stores later. */
export interface BufferedWork {
  /** Where the handler puts it. */
  readonly at: Location;
  /** What stores it. */
  readonly stored: Location;
}

/** A class that collects rows in a field and stores them by a timer. */
interface Buffer {
  readonly file: FileFacts;
  /** Methods that put something into the field. */
  readonly fillers: readonly number[];
  readonly write: EffectNode;
}

/** `undefined`: no buffer, or the handler waits until it is stored. */
export function bufferedWorkOf(model: ProjectModel, { flow, handler, settledBy }: Consumer): BufferedWork | undefined {
  if (settledBy === 'handler' || !handler) return undefined;
  const buffers = buffersOf(model);
  if (buffers.length === 0) return undefined;
  const entered = functionsIn(flow);
  entered.add(keyOf(handler.file, handler.fn));
  for (const { file, fillers, write } of buffers) {
    if (occurrencesIn(flow).some((occurrence) => isSameCall(occurrence.node, write) && occurrence.levels.every(({ container }) => !isDetached(container)))) continue;
    const site = fillers.map((fn) => siteWithin(model, entered, file, fn)).find((each) => each !== undefined);
    if (site) return { at: callLocation(site), stored: callLocation(write.call) };
  }
  return undefined;
}

/** Functions between a handler and a buffer, and callers of one, that are looked at. */
const FURTHEST = 4;
const MOST_CALLERS = 50;
const NESTED = 'the field behind more than 4 variables and elements';

/** The call of a function that a handler reaches: also by functions that do nothing else. */
function siteWithin(model: ProjectModel, entered: ReadonlySet<string>, file: FileFacts, fn: number, depth = 0): CallReference | undefined {
  if (isBeyond(depth, FURTHEST, file, fn, `handlers that reach a buffer through more than ${String(FURTHEST)} functions`)) return undefined;
  const callers = model.linker.callersOf(functionAt(model, file, fn));
  isBeyond(callers.length, MOST_CALLERS, file, fn, `callers beyond the first ${String(MOST_CALLERS)}`);
  for (const site of callers.slice(0, MOST_CALLERS)) {
    const caller = site.file.calls[site.call]?.fn ?? 0;
    if (entered.has(keyOf(site.file, caller)) || siteWithin(model, entered, site.file, caller, depth + 1)) return site;
  }
  return undefined;
}

const known = new WeakMap<ProjectModel, readonly Buffer[]>();

function buffersOf(model: ProjectModel): readonly Buffer[] {
  let buffers = known.get(model);
  if (!buffers) known.set(model, (buffers = [...model.linker.files.values()].flatMap((file) => buffersIn(model, file))));
  return buffers;
}

function buffersIn(model: ProjectModel, file: FileFacts): readonly Buffer[] {
  return callsWhere(file, 'global', 'setInterval').flatMap((call): readonly Buffer[] => {
    const timer = file.calls[call];
    const cls = timer && classOf(file, timer.fn);
    const [callback] = timer?.arguments ?? [];
    if (!timer || cls === undefined || !callback || callback.kind === 'spread') return [];
    const frame = model.linker.openFrame(file, timer.fn);
    const [target] = functionsOf(model.linker, model.linker.evaluate(callback, frame));
    const write = target && Array.from(nodesOf(model.flowOf(target))).find(isStoring);
    if (!write) return [];
    const storing = functionsIn(model.flowOf(target));
    const drained = new Set(file.functions.flatMap((_, fn) => (storing.has(keyOf(file, fn)) || isWithin(file, fn, target.fn) ? fieldsDrained(file, fn) : [])));
    const fillers = file.calls.flatMap(({ callee, fn }) => {
      const field = callee.kind === 'member' && callee.name === 'push' ? fieldOf(file, callee.of, 0) : undefined;
      const own = methodOf(file, fn);
      return field !== undefined && own !== undefined && drained.has(field) && classOf(file, fn) === cls && !storing.has(keyOf(file, own)) && !waits(model, file, own) ? [own] : [];
    });
    return fillers.length > 0 ? [{ file, fillers, write }] : [];
  });
}

function isStoring(node: FlowNode): node is EffectNode {
  return node.do === 'effect' && (node.effect.class.startsWith('write') || node.effect.class === 'guard') && node.effect.kind === 'database';
}

const holdsStoring = somewhere(isStoring);

/** Does a method store as well what it puts into the field, before it ends? */
function waits(model: ProjectModel, file: FileFacts, fn: number): boolean {
  return model.flowOf(functionAt(model, file, fn)).some((node) => (isStoring(node) || ((node.do === 'enter' || node.do === 'callback') && !node.detached && holdsStoring(node.body))));
}

/** Fields whose content a function takes out: `this.rows.splice(…)`, `this.rows = []`. */
function fieldsDrained(file: FileFacts, fn: number): readonly string[] {
  const taken = file.calls.flatMap(({ callee, fn: own }) => (own === fn && callee.kind === 'member' && (callee.name === 'splice' || callee.name === 'shift') ? [fieldOf(file, callee.of, 0)] : []));
  const written = (file.functions[fn]?.thisWrites ?? []).map(({ path: [name] }) => (typeof name === 'string' ? name : undefined));
  return [...taken, ...written].filter((field) => field !== undefined);
}

/** `rows` of `this.rows`, `this.rows[table]`, and of a variable that holds it. */
function fieldOf(file: FileFacts, value: Value, depth: number): string | undefined {
  if (isBeyond(depth, 4, file, 0, NESTED)) return undefined;
  switch (value.kind) {
    case 'binding': {
      const [only, ...others] = file.bindings[value.binding]?.values ?? [];
      return only && others.length === 0 ? fieldOf(file, only, depth + 1) : undefined;
    }
    case 'element':
      return fieldOf(file, value.of, depth + 1);
    case 'member':
      return value.of.kind === 'this' ? value.name : fieldOf(file, value.of, depth + 1);
    default:
      return undefined;
  }
}

function functionsIn(flow: Flow): Set<string> {
  const found = new Set<string>();
  for (const node of nodesOf(flow)) if (node.do === 'enter' || node.do === 'callback') found.add(keyOf(node.target.file, node.target.fn));
  return found;
}

function keyOf(file: FileFacts, fn: number): string {
  return `${file.file}#${String(fn)}`;
}

function isSameCall(node: FlowNode, { call }: EffectNode): boolean {
  return node.do === 'effect' && node.call.file === call.file && node.call.call === call.call;
}

function isDetached(container: FlowNode | undefined): boolean {
  return (container?.do === 'enter' || container?.do === 'callback') && container.detached;
}

/** The method a function stands in. */
function methodOf(file: FileFacts, fn: number): number | undefined {
  for (let at: number | undefined = fn; at !== undefined; at = file.functions[at]?.parent) if (file.functions[at]?.cls !== undefined) return at;
  return undefined;
}

function classOf(file: FileFacts, fn: number): number | undefined {
  const method = methodOf(file, fn);
  return method === undefined ? undefined : file.functions[method]?.cls;
}

function functionAt(model: ProjectModel, file: FileFacts, fn: number): FunctionEntity {
  const fact = file.functions[fn];
  if (!fact) throw new Error(`no function ${String(fn)} in ${file.file}`);
  return { is: 'function', file, fn, fact, frame: model.linker.openFrame(file, fact.parent ?? 0) };
}
