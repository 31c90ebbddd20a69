import type { CallArguments, EffectCondition } from '../model/effect.ts';

/** Do all parts of a condition hold for these arguments? */
export function holds({ if: parts }: EffectCondition, given: CallArguments): boolean {
  return Object.entries(parts).every(([part, wanted]) => {
    const check = CHECKS[part];
    // A part nobody can check decides nothing.
    return check ? check(wanted as never, given, parts) : false;
  });
}

type Parts = EffectCondition['if'];
type Check = (wanted: never, given: CallArguments, parts: Parts) => boolean;

const at = ({ arg, anyArg }: Parts): number | string => arg ?? (anyArg === undefined ? 0 : 'last');

const CHECKS: Readonly<Record<string, Check | undefined>> = {
  arg: () => true,
  path: () => true,
  anyArg: (path: string, given, { equals }) =>
    [0, 1, 2, 3].some((index) => (equals === undefined ? given.has(index, path) : given.literal(index, path) === equals)),
  has: (paths: readonly string[], given, parts) => paths.some((path) => given.has(at(parts), joined(parts.path, path))),
  lacks: (paths: readonly string[], given, parts) => paths.every((path) => given.lacks(at(parts), joined(parts.path, path))),
  equals: (wanted: Readonly<Record<string, unknown>> | string, given, parts) => equalsAt(wanted, given, parts),
  notEquals: (wanted: string, given, parts) => given.given(at(parts)) && given.literal(at(parts), parts.path) !== wanted,
  keyMatches: (pattern: string, given, parts) => given.keys(at(parts), parts.path).some((key) => new RegExp(pattern).test(key)),
  allBelow: ([path, pattern]: readonly [string, string], given, parts) => {
    const keys = given.keys(at(parts), path);
    return keys.length > 0 && keys.every((key) => new RegExp(pattern).test(key));
  },
  valueMatches: (pattern: string, given, parts) =>
    new RegExp(pattern, 'i').test(parts.chainArg === undefined ? given.written(at(parts), parts.path) : given.written(`chain:${parts.chainArg}`)),
  from: (origin: 'message' | 'random', given, parts) => {
    const places = parts.has ?? (parts.path === undefined ? [undefined] : [parts.path]);
    const random = places.some((path) => given.isRandom(at(parts), path));
    if (parts.anyArgHeader) return given.hasHeader(parts.anyArgHeader) === (origin === 'random' ? 'random' : 'stable');
    return origin === 'random' ? random : !random;
  },
  chain: (names: readonly string[], given) => names.some((name) => given.chain.includes(name)),
  chainCallback: (name: string, given, { chain = [] }) => chain.some((each) => given.written(`chain:${each}`).includes(name)),
  chainArg: (name: string, given) => given.chain.includes(name),
  argTokens: (tokens: readonly string[], given, { orProp = [] }) =>
    tokens.some((token) => given.tokens.some((each) => each.toUpperCase() === token)) || orProp.some((property) => hasOption(property, given)),
  orProp: () => true,
  anyArgHeader: (names: readonly string[], given) => given.hasHeader(names) !== undefined,
  loaded: (wanted: boolean, given, parts) => given.isLoaded(parts.arg ?? 'receiver') === wanted,
};

function joined(path: string | undefined, name: string): string {
  return path === undefined ? name : `${path}.${name}`;
}

/** `NX` or `condition:NX`: an option that is set, or has this value. */
function hasOption(property: string, given: CallArguments): boolean {
  const [name = '', value] = property.split(':');
  return [1, 2, 3].some((index) => (value === undefined ? isSet(given.literal(index, name)) : given.literal(index, name) === value));
}

function isSet(literal: string | undefined): boolean {
  return literal !== undefined && literal !== 'false' && literal !== 'undefined' && literal !== 'null';
}

function equalsAt(wanted: Readonly<Record<string, unknown>> | string, given: CallArguments, parts: Parts): boolean {
  if (typeof wanted === 'string') return parts.anyArg !== undefined || given.literal(at(parts), parts.path) === wanted;
  return Object.entries(wanted).every(([name, value]) => {
    const literal = given.literal(at(parts), joined(parts.path, name));
    return literal !== undefined && String(value).split('|').some((option) => option.toUpperCase() === literal.toUpperCase());
  });
}
