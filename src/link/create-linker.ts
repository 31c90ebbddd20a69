import { bounded } from './bounded.ts';
import { callerIndex } from './callers.ts';
import { baseOf, indexClasses } from './classes.ts';
import { forgetCuts } from './cuts.ts';
import type { Entity } from './entity.ts';
import { evaluate, tooDeep } from './evaluate.ts';
import { externalNames } from './external.ts';
import { type Frame, makeFrame } from './frame.ts';
import { globalReader } from './globals.ts';
import { injectionReader } from './injection.ts';
import { instanceMember, staticMember, superMember } from './instances.ts';
import type { Linker, LinkInput } from './linker.ts';
import { memberOf } from './members.ts';
import { exportOf, imported } from './modules.ts';
import { parameterOf } from './parameters.ts';
import { findPlugins, type PluginReader } from './plugins.ts';
import { evaluateReturns, resultOf, returnOf } from './results.ts';
import { makerSlot } from './slots.ts';
import { entitiesOfType } from './types.ts';
import type { FileFacts } from '../model/file-facts.ts';

/** Puts the linker together over the facts of a project. */
export function createLinker(input: LinkInput): Linker {
  const names = externalNames(input.shapes);
  let plugins: PluginReader = () => undefined;
  const linker: Linker = {
    ...input,
    evaluate: (value, frame) => evaluate(linker, value, frame),
    memberOf: (entity, name, from) => bounded(() => memberOf(linker, entity, name, from)) ?? tooDeep(from.frame),
    resultOf: (call) => resultOf(linker, names, call),
    returnOf: (target, given, site) => returnOf(linker, target, given, site),
    evaluateReturns: (target) => evaluateReturns(linker, target),
    parameterOf: (frame, fn, index, rest) => parameterOf(linker, frame, fn, index, rest),
    pluginParameter: (fact, index) => plugins(fact, index),
    entitiesOfType: (type, file) => entitiesOfType(linker, type, file),
    injected: (decorators, frame, declared) => injected(decorators, frame, declared),
    globalOf: (name) => globalOf(name),
    exportOf: (file, name) => exportOf(linker, file, name),
    imported: (from, specifier, name) => imported(linker, from, specifier, name),
    openFrame: openFrames(),
    instanceMember: (instance, name, from) => instanceMember(linker, instance, name, from),
    superMember: (name, frame) => superMember(linker, name, frame),
    staticMember: (cls, name, from) => staticMember(linker, cls, name, from),
    baseOf: (cls) => baseOf(linker, cls),
    subclassesOf: (cls) => classes.subclassesOf(cls),
    implementersOf: (name) => classes.implementersOf(name),
    callersOf: (target) => callersOf(target),
    makerSlot: (entity, slot) => makerSlot(linker, entity, slot),
    names,
  };
  forgetCuts(input.files.values());
  const classes = indexClasses(linker);
  const callersOf = callerIndex(linker);
  const globalOf = globalReader(linker);
  const injected = injectionReader(linker);
  findPlugins(linker, (reader) => (plugins = reader));
  return linker;
}

/** One open frame for each function: its parameters are what types and callers say, `this` is any object of its class. */
function openFrames(): Linker['openFrame'] {
  const frames = new WeakMap<FileFacts, Map<number, Frame>>();
  const openFrame = (file: FileFacts, fn: number): Frame => {
    let own = frames.get(file);
    if (!own) frames.set(file, (own = new Map<number, Frame>()));
    const known = own.get(fn);
    if (known) return known;
    const fact = file.functions[fn];
    const parent = fact?.parent === undefined ? undefined : openFrame(file, fact.parent);
    const self = openSelf(file, fn, parent);
    const frame = makeFrame({ file, fn, ...(parent && { parent }), ...(self && { self: [self] }) });
    own.set(fn, frame);
    return frame;
  };
  return openFrame;
}

function openSelf(file: FileFacts, fn: number, parent: Frame | undefined): Entity | undefined {
  const fact = file.functions[fn];
  const cls = fact?.cls;
  const clsFact = cls === undefined ? undefined : file.classes[cls];
  if (cls === undefined || !clsFact || !parent || fact?.kind === 'arrow') return undefined;
  const of = { is: 'class', file, cls, fact: clsFact, frame: parent } as const;
  if (fact?.static) return of;
  return { is: 'instance', of, exact: false, open: { is: 'open', on: 'this', class: of } };
}
