import path from 'node:path';
import { openProjectCache } from '../../cache/project-cache.ts';
import type { Settings } from '../../model/settings.ts';
import { openBackground } from './background.ts';
import { type Engine, loadEngine } from './engine.ts';
import { projectRootOf } from './project-root.ts';
import { Session, type SessionOptions } from './session.ts';

const program = new URL(`../../background${path.extname(import.meta.filename)}`, import.meta.url);

/** A process keeps this many projects. Packages without a common root are a project each. */
const most = 8;
const sessions = new Map<string, Session>();
let engine: Engine | undefined;

/** The session of the project a file belongs to. In: the file's absolute path, and the folder ESLint runs in. */
export function sessionOf(file: string, settings: Settings, cwd: string): Session {
  const root = settings.root === undefined ? rootOf(path.dirname(file), file) : path.resolve(cwd, settings.root);
  const key = `${root}\n${keyOf(settings)}`;
  const known = sessions.get(key);
  engine ??= loadEngine();
  const session = known ?? new Session({ root, settings, engine, ...cacheOf(root, settings, cwd) });
  // The least recently used stands first.
  sessions.delete(key);
  sessions.set(key, session);
  for (const old of [...sessions.keys()].slice(0, -most)) sessions.delete(old);
  return session;
}

function cacheOf(root: string, settings: Settings, cwd: string): Pick<SessionOptions, 'openCache' | 'behind'> {
  const { cache = true, patience } = settings;
  const options = cache === false ? undefined : { root, settings, ...(typeof cache === 'string' && { folder: path.resolve(cwd, cache) }) };
  return {
    ...(options && { openCache: () => openProjectCache(options) }),
    ...(patience !== undefined && { behind: { background: openBackground(program), patience, ...(options && { cache: options }) } }),
  };
}

const keys = new WeakMap<Settings, string>();

/** What of the settings an analysis depends on, beside its root. ESLint asks for each file and each rule. */
function keyOf(settings: Settings): string {
  const { root: _, infrastructure: __, ...rest } = settings;
  const key = keys.get(settings) ?? JSON.stringify(rest);
  keys.set(settings, key);
  return key;
}

const roots = new Map<string, { readonly root: string; readonly until: number }>();
const validFor = 2_000;

function rootOf(folder: string, file: string): string {
  const known = roots.get(folder);
  if (known && Date.now() < known.until) return known.root;
  const root = projectRootOf(file);
  roots.set(folder, { root, until: Date.now() + validFor });
  return root;
}
