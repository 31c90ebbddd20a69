import { isBeyond } from '../../link/cuts.ts';
import type { CallReference } from '../../link/entity.ts';
import type { EffectNode } from '../../link/flow.ts';
import type { ProjectModel } from '../../link/project-model.ts';
import { literalsOf } from '../options.ts';
import type { Occurrence } from '../occurrence.ts';
import { literalBehind, type Written, writtenAt } from './written.ts';

/** A mark that is gone sooner than this, in seconds, may be gone when the message comes again. */
const SHORT = 60;

/** Is a mark certainly still there when the message comes again a moment later? */
export function lastsBeyondRetry(model: ProjectModel, mark: EffectNode, around: readonly Occurrence[]): boolean {
  const expires = around.some(({ node }) => node.do === 'effect' && node.effect.kind === 'cache' && /\.p?expire/i.test(node.effect.key));
  if (expires) return false;
  const seconds = lifeOf(model, mark);
  return seconds === undefined ? false : seconds >= SHORT;
}

/** Seconds a mark stays; `Infinity`: for good; `undefined`: not known. */
function lifeOf(model: ProjectModel, { call, effect }: EffectNode): number | undefined {
  const member = effect.key.split('.').at(-1)?.toLowerCase() ?? '';
  if (member === 'setex') return secondsAt(model, call, '1', 1);
  if (member === 'psetex') return secondsAt(model, call, '1', 1000);
  if (member !== 'set') return Infinity;
  const given = call.file.calls[call.call]?.arguments ?? [];
  if (given.some(({ kind }) => kind === 'spread')) return undefined;
  for (const [index, argument] of given.entries()) {
    const word = argument.kind === 'literal' ? String(argument.value).toUpperCase() : '';
    if (word === 'EX') return secondsAt(model, call, String(index + 1), 1);
    if (word === 'PX') return secondsAt(model, call, String(index + 1), 1000);
    if (word === 'EXAT' || word === 'PXAT' || word === 'KEEPTTL') return undefined;
  }
  const [, , options] = given;
  if (!options || options.kind === 'literal') return Infinity;
  return options.kind === 'object' ? lifeInOptions(model, call, options.properties.flatMap((each) => ('key' in each && typeof each.key === 'string' ? [each.key] : ['…']))) : undefined;
}

function lifeInOptions(model: ProjectModel, call: CallReference, keys: readonly string[]): number | undefined {
  if (keys.includes('…')) return undefined;
  for (const key of keys) {
    if (/^ex$/i.test(key)) return secondsAt(model, call, `2.${key}`, 1);
    if (/^px$/i.test(key)) return secondsAt(model, call, `2.${key}`, 1000);
  }
  return keys.every((key) => /^(nx|xx|get|condition)$/i.test(key)) ? Infinity : undefined;
}

function secondsAt(model: ProjectModel, call: CallReference, slot: string, unit: number): number | undefined {
  const written = writtenAt(call, slot);
  const number = written && numberIn(model, written, 0);
  return number === undefined ? undefined : number / unit;
}

/** The number an expression gives: `60 * 60 * 24`, a constant of another file. */
function numberIn(model: ProjectModel, written: Written, depth: number): number | undefined {
  const { value, frame } = literalBehind(written);
  if (isBeyond(depth, 6, frame.file, frame.fn, 'the number that more than 6 others are reckoned into')) return undefined;
  if (value.kind === 'literal') return typeof value.value === 'number' ? value.value : undefined;
  if (value.kind === 'operation') {
    const numbers = value.of.map((each) => numberIn(model, { value: each, frame }, depth + 1));
    const [left, right] = numbers;
    if (left === undefined || right === undefined || numbers.length !== 2) return undefined;
    return value.op === '*' ? left * right : value.op === '+' ? left + right : value.op === '/' ? left / right : undefined;
  }
  const [only, ...others] = literalsOf(model.linker.evaluate(value, frame));
  return typeof only === 'number' && others.length === 0 ? only : undefined;
}
