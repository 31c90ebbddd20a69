import { callLocation } from '../../link/call-location.ts';
import type { FunctionEntity } from '../../link/entity.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Location } from '../../model/location.ts';
import type { Value } from '../../model/value.ts';

/** What a handler does with the data of a job. */
export interface DataRead {
  /** Properties it reads, each with a place of it. */
  readonly fields: ReadonlyMap<string, Location | undefined>;
  /** The data, or the job, is handed on as a whole: others may read more. */
  readonly handedOn: boolean;
  /** `JSON.parse(job.data)`. */
  readonly parsedAt?: Location;
  /** `job.data.at.getTime()`: methods that only a `Date` has. */
  readonly dates: ReadonlyMap<string, Location>;
}

/** Methods of dates that texts do not have. Source: ECMAScript 2024, Date.prototype and String.prototype. */
const OF_DATES = /^(get(UTC)?(Time|Date|Day|FullYear|Month|Hours|Minutes|Seconds|Milliseconds)|getTimezoneOffset|toISOString|set(UTC)?(Time|Date|FullYear|Month|Hours|Minutes|Seconds))$/;

/** Reads the whole file: what belongs to the handler starts at its own parameter. */
export function dataRead({ file, fn }: FunctionEntity): DataRead {
  const read: Reading = { file, fn, fields: new Map(), dates: new Map(), handedOn: false };
  for (const [index, call] of file.calls.entries()) {
    const at = callLocation({ file, call: index });
    note(read, call.callee, at);
    if (call.callee.kind === 'member' && OF_DATES.test(call.callee.name)) {
      const field = fieldOf(read, call.callee.of);
      if (field !== undefined) read.dates.set(field, at);
    }
    for (const argument of call.arguments) {
      const value = argument.kind === 'spread' ? argument.of : argument;
      if (isData(read, value) && isParse(call.callee)) read.parsedAt = at;
      else if (isData(read, value) || isJob(read, value)) read.handedOn = true;
      note(read, value, at);
      visit(read, value, at);
    }
    visit(read, call.callee, at);
  }
  // Values stand in many places of the facts: each says where a property of the data is read.
  visit(read, [file.bindings, file.functions]);
  return read;
}

interface Reading {
  readonly file: FileFacts;
  readonly fn: number;
  readonly fields: Map<string, Location | undefined>;
  readonly dates: Map<string, Location>;
  handedOn: boolean;
  parsedAt?: Location;
}

function isParse(callee: Value): boolean {
  return callee.kind === 'member' && callee.name === 'parse' && callee.of.kind === 'global' && callee.of.name === 'JSON';
}

function isJob({ file, fn }: Reading, value: Value): boolean {
  if (value.kind === 'parameter') return value.fn === fn && value.index === 0 && !value.rest;
  const binding = value.kind === 'binding' ? file.bindings[value.binding] : undefined;
  const [only, ...others] = binding?.values ?? [];
  return only?.kind === 'parameter' && others.length === 0 && only.fn === fn && only.index === 0 && !only.rest;
}

function isData(read: Reading, value: Value): boolean {
  if (value.kind === 'member') return value.name === 'data' && isJob(read, value.of);
  if (value.kind !== 'binding') return false;
  const [only, ...others] = read.file.bindings[value.binding]?.values ?? [];
  return only?.kind === 'member' && others.length === 0 && only.name === 'data' && isJob(read, only.of);
}

/** The property of the data that a value is. */
function fieldOf(read: Reading, value: Value): string | undefined {
  if (value.kind === 'member') return isData(read, value.of) ? value.name : undefined;
  if (value.kind !== 'binding') return undefined;
  const [only, ...others] = read.file.bindings[value.binding]?.values ?? [];
  return only?.kind === 'member' && others.length === 0 && isData(read, only.of) ? only.name : undefined;
}

function note(read: Reading, value: Value, at: Location): void {
  const field = fieldOf(read, value) ?? (value.kind === 'member' ? fieldOf(read, value.of) : undefined);
  if (field !== undefined && !read.fields.get(field)) read.fields.set(field, at);
}

/** Facts are plain data; `at`: the call they are a part of. */
function visit(read: Reading, fact: unknown, at?: Location): void {
  if (Array.isArray(fact)) {
    for (const each of fact) visit(read, each, at);
    return;
  }
  if (!isRecord(fact)) return;
  for (const [key, each] of Object.entries(fact)) {
    visit(read, each, at);
    if (isValue(each) && isData(read, each)) noteUse(read, fact, key, at);
    if (Array.isArray(each) && key !== 'values' && each.some((item) => isValue(item) && isData(read, item))) read.handedOn = true;
  }
}

function noteUse(read: Reading, { kind, name }: Readonly<Record<string, unknown>>, key: string, at: Location | undefined): void {
  if (kind === 'member' && key === 'of' && typeof name === 'string') {
    if (!read.fields.get(name)) read.fields.set(name, at);
  } else {
    read.handedOn = true;
  }
}

function isRecord(fact: unknown): fact is Readonly<Record<string, unknown>> {
  return typeof fact === 'object' && fact !== null;
}

function isValue(fact: unknown): fact is Value {
  return isRecord(fact) && (fact['kind'] === 'member' || fact['kind'] === 'binding') && ('of' in fact || 'binding' in fact);
}
