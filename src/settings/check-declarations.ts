import type { Declarations } from '../model/declaration.ts';
import { declarationSchemas } from './declaration-schemas.ts';
import { accepts, type DeclarationSchema, isRecord, wanted } from './field-schema.ts';

/** Checks the declarations of one kind. Out: what is wrong, as the rest of a sentence that begins with the settings. */
export function faultOfDeclarations(kind: keyof Declarations, value: unknown): string | undefined {
  if (!Array.isArray(value)) return `wants an array as '${kind}'`;
  for (const [index, given] of (value as readonly unknown[]).entries()) {
    const fault = faultOf(kind, declarationSchemas[kind], given);
    if (fault !== undefined) return `${fault} ('${kind}[${String(index)}]')`;
  }
  return undefined;
}

function faultOf(kind: keyof Declarations, schema: DeclarationSchema, given: unknown): string | undefined {
  if (!isRecord(given)) return 'wants an object';
  for (const [name, value] of Object.entries(given)) {
    const field = Object.hasOwn(schema.fields, name) ? schema.fields[name] : undefined;
    if (!field) return `has no '${name}' here; there are: ${Object.keys(schema.fields).join(', ')}`;
    if (!accepts(field.type, value)) return `wants ${wanted(field.type)} as '${name}'`;
  }
  const missing = Object.entries(schema.fields).find(([name, { required }]) => required && given[name] === undefined);
  if (missing) return `wants ${wanted(missing[1].type)} as '${missing[0]}'`;
  return faultOfSource(schema, given) ?? faultOfLoss(kind, given);
}

/** A package, a file or a pattern, and what belongs to it. */
function faultOfSource({ oneOf, fields }: DeclarationSchema, given: Readonly<Record<string, unknown>>): string | undefined {
  if (oneOf.length === 0) return undefined;
  const named = oneOf.filter((name) => given[name] !== undefined);
  if (named.length !== 1) return `wants one of ${oneOf.join(', ')}`;
  if (named[0] === 'files') return given['call'] === undefined ? undefined : "wants no 'call' beside 'files'";
  if (given['call'] === undefined) return "wants a 'call'";
  if (given['export'] !== undefined) return "wants no 'export' beside 'call'";
  if (fields['handler'] && given['handler'] === undefined && !isDecorator(given['call'])) return "wants an argument such as 1 as 'handler'";
  return undefined;
}

function isDecorator(call: unknown): boolean {
  return typeof call === 'string' && call.startsWith('@');
}

/** That a message is lost says nothing without how soon. SQS alone tries on until it is too old. */
function faultOfLoss(kind: keyof Declarations, given: Readonly<Record<string, unknown>>): string | undefined {
  const isEndless = kind === 'queues' && given['system'] === 'aws_sqs';
  if (given['deadLetter'] !== false || given['maxDeliveries'] !== undefined || isEndless) return undefined;
  return "wants 'maxDeliveries' beside 'deadLetter: false'";
}
