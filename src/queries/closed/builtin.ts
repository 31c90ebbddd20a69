/** What a function of the language or of Node does that needs nothing outside the process. */
export type BuiltinKind = 'pure' | 'memory' | 'log';

const PURE = new Set([
  ...['Math', 'JSON', 'Object', 'Array', 'String', 'Number', 'Boolean', 'BigInt', 'Date', 'Symbol', 'RegExp', 'Intl', 'Buffer'],
  ...['Error', 'TypeError', 'RangeError', 'Map', 'Set', 'WeakMap', 'WeakSet', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder'],
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite', 'encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'decodeURI', 'structuredClone'],
]);
const PURE_KEYS = new Set([
  ...['Promise.all', 'Promise.allSettled', 'Promise.resolve', 'Promise.race', 'Promise.any'],
  ...['performance.now', 'process.hrtime', 'process.uptime', 'process.memoryUsage', 'crypto.randomUUID'],
]);
const NODE: Readonly<Record<string, RegExp>> = {
  path: /^\w+$/,
  util: /^(?:format|inspect|isDeepStrictEqual)$/,
  url: /^(?:new URL|new URLSearchParams|fileURLToPath|pathToFileURL)$/,
  querystring: /^\w+$/,
};
/** Methods that change what they are called on. */
const MUTATING = new Set(['set', 'add', 'delete', 'clear', 'push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'assign', 'defineProperty']);

/** `undefined`: it does more, or nobody knows. */
export function builtinKind(packageName: string, key: string): BuiltinKind | undefined {
  if (packageName !== 'global') return NODE[packageName.replace(/^node:/, '')]?.test(key) ? 'pure' : undefined;
  const [root = ''] = key.replace(/^new /, '').split(/[.(]/);
  if (root === 'console') return 'log';
  if (PURE_KEYS.has(key)) return 'pure';
  if (!PURE.has(root)) return undefined;
  // What such a function gives may be what it was given: only the names of methods of data are safe then.
  if (key.includes('()') && !isDataMethod(key.split('.').at(-1) ?? '')) return undefined;
  return isMutating(key.split('.').at(-1) ?? key) && !key.startsWith('new ') ? 'memory' : 'pure';
}

export function isMutating(method: string): boolean {
  return MUTATING.has(method);
}

const METHODS = new Set(
  [String, Array, Date, Number, Map, Set, RegExp].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)).filter((name) => name !== 'constructor'),
);

/** Is this the name of a method of strings, arrays, dates, maps? On plain data it is nothing else. */
export function isDataMethod(name: string): boolean {
  return METHODS.has(name);
}
