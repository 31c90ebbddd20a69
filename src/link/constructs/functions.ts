import { posix } from 'node:path';
import type { FunctionResource, InfrastructureValue, WrittenDeadLetter } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { type Entity, plainText } from '../entity.ts';
import { type Construct, type Constructs, SCOPE } from './constructs.ts';
import { archivePath, codeFolder, handlerInArchive, handlerNear, writtenHandler } from './handler-code.ts';
import { environmentIn } from './environment.ts';
import { destinationIn } from './targets.ts';
import { argumentOf, secondsOf } from './written.ts';
import { type Written, writtenAt } from '../written.ts';

type Given = 'code' | 'entry' | 'path' | 'archive' | 'hidden';

/**
 * How a function's code is given. Source: aws-cdk-lib 2.276.0 `FunctionProps`, `NodejsFunctionProps`; sst 2.48.5
 * `Function.js`; `@guardian/cdk` 64.3.0 `lib/constructs/lambda/lambda.js`.
 */
const functions: Readonly<Record<string, Given>> = {
  'aws-lambda.Function': 'code',
  'aws-lambda.SingletonFunction': 'code',
  'aws-lambda.DockerImageFunction': 'hidden',
  'aws-lambda-nodejs.NodejsFunction': 'entry',
  'sst.Function': 'path',
  'guardian.GuLambdaFunction': 'archive',
};

export const functionNames: readonly string[] = [...Object.keys(functions), 'aws-lambda.Alias', 'aws-lambda.Version'];

/** What is said of functions apart from the `new` that makes them. */
export interface FunctionExtras {
  /** `fn.addEnvironment('QUEUE_URL', queue.queueUrl)`, by the function's id. */
  readonly environment: ReadonlyMap<string, Readonly<Record<string, InfrastructureValue>>>;
  /** `stack.setDefaultFunctionProps({ deadLetterQueue })`: what is not written may come from there. */
  readonly defaultDeadLetter: boolean;
}

export function readFunction(constructs: Constructs, construct: Construct, extras: FunctionExtras): readonly FunctionResource[] {
  const given = functions[construct.name];
  if (given === undefined) return [];
  const properties = constructs.given(construct);
  const handler = handlerOf(constructs, construct, given);
  return [functionFrom(constructs, { id: construct.id, at: construct.at, properties, extras, sst: construct.name === 'sst.Function', ...(handler !== undefined && { handler }) })];
}

interface Source {
  readonly id: string;
  readonly at: Location;
  readonly properties: readonly Entity[];
  readonly extras: FunctionExtras;
  readonly handler?: string;
  readonly sst: boolean;
}

export function functionFrom(constructs: Constructs, { id, at, properties, extras, handler, sst }: Source): FunctionResource {
  const { linker } = constructs;
  const name = writtenAt(linker, properties, 'functionName');
  const timeoutSeconds = secondsOf(linker, writtenAt(linker, properties, 'timeout'));
  const deadLetter = asynchronousDeadLetter(constructs, properties, at);
  return {
    kind: 'function',
    id,
    scope: SCOPE,
    at,
    ...(name !== undefined && name !== 'unknown' && { name: constructs.valueOf(name.entities) }),
    ...(handler !== undefined && { handler: { kind: 'text', text: handler }, codeDirectory: '' }),
    environment: { ...environmentIn(constructs, writtenAt(linker, properties, 'environment')), ...extras.environment.get(id) },
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    asynchronousDeadLetter: deadLetter ?? (sst && extras.defaultDeadLetter ? 'unknown' : undefined),
  };
}

/** A dead-letter queue or topic, or an on-failure destination: any of them keeps the event. */
function asynchronousDeadLetter(constructs: Constructs, properties: readonly Entity[], at: Location): WrittenDeadLetter {
  const { linker } = constructs;
  const settings = ['deadLetterQueue', 'deadLetterTopic', 'onFailure'].map((name) => destinationIn(constructs, writtenAt(linker, properties, name), at));
  const found = settings.find((each) => each !== undefined && each !== 'unknown');
  if (found) return found;
  // `deadLetterQueueEnabled: true` makes a queue of the function's own.
  const enabled = writtenAt(linker, properties, 'deadLetterQueueEnabled');
  return settings.includes('unknown') || enabled !== undefined ? 'unknown' : undefined;
}

/** The handler as a path from the project's root, where its file is one of the project. */
function handlerOf(constructs: Constructs, construct: Construct, given: Given): string | undefined {
  const text = (name: string): string | undefined => textOf(constructs.property(construct, name));
  const { linker } = constructs;
  const { file } = construct.made;
  switch (given) {
    case 'entry':
      return entryHandler(constructs, construct, text);
    case 'path':
      return handlerNear(linker, file.file, '', text('handler'));
    case 'code':
      return handlerOfCode(constructs, file.file, constructs.given(construct));
    case 'archive':
      return handlerInArchive(linker, text('fileName'), text('handler'));
    case 'hidden':
      return undefined;
  }
}

/** `{ code: Code.fromAsset('lambda'), handler: 'orders.handler' }` */
export function handlerOfCode({ linker }: Constructs, file: string, properties: readonly Entity[]): string | undefined {
  const code = writtenAt(linker, properties, 'code');
  const handler = textOf(writtenAt(linker, properties, 'handler'));
  return handlerNear(linker, file, codeFolder(linker, code), handler) ?? handlerInArchive(linker, archivePath(linker, code), handler);
}

/**
 * `NodejsFunction`: the function `handler` (or the one named) of `entry`, by default of `<file>.<id>.ts` beside the file.
 * Source: aws-cdk-lib 2.276.0 `aws-lambda-nodejs/lib/function.js`, `findEntry`.
 */
function entryHandler(constructs: Constructs, construct: Construct, text: (name: string) => string | undefined): string | undefined {
  const { linker } = constructs;
  const handler = constructs.property(construct, 'handler');
  const name = handler === undefined ? 'handler' : textOf(handler);
  const entry = constructs.property(construct, 'entry');
  const { file } = construct.made.file;
  const [id] = argumentOf(linker, construct.made, 1).map(plainText);
  const path = entry === undefined ? `${posix.basename(file).replace(/\.[mc]?[jt]sx?$/, '')}.${id ?? ''}` : text('entry')?.replace(/\.[mc]?[jt]sx?$/, '');
  if (name === undefined || path === undefined || (entry === undefined && id === undefined)) return undefined;
  // `index.handler` names the file of the bundle, which is made of the entry.
  const exported = name.split('.').at(-1) ?? name;
  return entry === undefined ? writtenHandler(linker, posix.dirname(file), path, exported) : handlerNear(linker, file, '', `${path}.${exported}`);
}

function textOf(written: Written): string | undefined {
  if (written === undefined || written === 'unknown') return undefined;
  const [only, second] = written.entities;
  return only && !second ? plainText(only) : undefined;
}
