import type { Entity } from '../link/entity.ts';
import type { Entry } from '../link/entries/entry.ts';
import type { EffectNode } from '../link/flow.ts';
import type { ProjectModel } from '../link/project-model.ts';
import { writtenAddresses } from './address-of.ts';
import { literalsOf, optionOf } from './options.ts';

/** Stands for a part of an address that only deployment or the data decides. */
const HOLE = '\u0000';

/**
 * The route of this project that a request asks for: `fetch(`${process.env.BASE_URL}/api/receipts/send`, { method: 'POST' })`.
 * `undefined`: another service's, or nobody can tell. The base has to be a setting or this machine, and the path has to
 * be that of one route only.
 */
export function ownRouteOf(model: ProjectModel, node: EffectNode): Entry | undefined {
  const [first] = node.call.file.calls[node.call.call]?.arguments ?? [];
  if (node.effect.kind !== 'http' || !first || first.kind === 'spread') return undefined;
  const addresses = writtenAddresses(model.linker, first, node.call.frame).flatMap(({ entities }) => entities);
  const paths = addresses.map(pathOf).filter((path) => path !== undefined);
  if (paths.length === 0) return undefined;
  const verb = verbOf(model, node);
  const found = model.entries.filter((entry) => answers(entry, verb) && paths.some((path) => isPathOf(path, entry.path ?? '')));
  const [only] = found;
  return only && found.every(({ handler: { file, fn } }) => file === only.handler.file && fn === only.handler.fn) ? only : undefined;
}

/** The segments of a path on a host of one's own. */
function pathOf(entity: Entity): readonly string[] | undefined {
  if (entity.is !== 'text') return undefined;
  const [base] = entity.parts;
  const address = entity.parts.map((part) => (typeof part === 'string' ? part : HOLE)).join('');
  const [, host = '', path] = /^(?:\w+:\/\/)?([^/?#]*)(\/[^?#]*)/.exec(address) ?? [];
  const isSetting = base !== undefined && typeof base !== 'string' && base.is === 'setting' && host === HOLE;
  if (path === undefined || !(isSetting || OWN_HOST.test(host))) return undefined;
  return segmentsOf(path);
}

/** This machine, or a host whose name a setting gives: `https://${VERCEL_URL}`. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|\u0000)(?::(?:\d+|\u0000))?$/;

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** Words below this number are too common to tell a route. */
const FEWEST_WORDS = 2;

function isPathOf(path: readonly string[], route: string): boolean {
  const own = segmentsOf(route);
  const words = own.filter((segment) => !isPlaceholder(segment));
  return own.length === path.length && words.length >= FEWEST_WORDS && own.every((segment, index) => isPlaceholder(segment) || segment === path[index]);
}

/** `:id`, `[id]`, `{id}`, `$id`, `*`. */
function isPlaceholder(segment: string): boolean {
  return /^[:[{$*]/.test(segment);
}

function answers({ method }: Entry, verb: string | undefined): boolean {
  return method === undefined || method === '*' || method === verb;
}

const VERBS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** The verb of a request: the member that is called, or the option. */
export function verbOf({ linker }: ProjectModel, { call: { file, call, frame } }: EffectNode): string | undefined {
  const fact = file.calls[call];
  const member = fact?.callee.kind === 'member' ? fact.callee.name.toUpperCase() : '';
  if (VERBS.has(member)) return member;
  const given = (fact?.arguments ?? []).flatMap((argument) => (argument.kind === 'spread' ? [] : literalsOf(optionOf(linker, linker.evaluate(argument, frame), 'method'))));
  return given.find((verb) => typeof verb === 'string')?.toUpperCase();
}
