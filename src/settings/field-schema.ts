/** What may stand in a field of a declaration. */
export type FieldType = keyof typeof fieldTypes | readonly string[];

export interface FieldSchema {
  readonly type: FieldType;
  readonly description: string;
  readonly required?: true;
}

/** What may stand in one declaration of a kind. */
export interface DeclarationSchema {
  readonly description: string;
  /** One of these has to be there, and one only. */
  readonly oneOf: readonly string[];
  readonly fields: Readonly<Record<string, FieldSchema>>;
}

interface TypeOfField {
  /** As the end of "wants …". */
  readonly called: string;
  readonly json: object;
  accepts(value: unknown): boolean;
}

const call = /^(?:new |@)?[\w$]+(?:\(\))?(?:\.[\w$]+(?:\(\))?)*$/;
const place = /^(?:(?:maker|class)\.)?(?:\d+|last)(?:\.[\w$*]+)*$/;

const placeSchema = { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'string', pattern: place.source }] };

const fieldTypes = {
  text: { called: 'a text', json: { type: 'string', minLength: 1 }, accepts: isText },
  flag: { called: 'true or false', json: { type: 'boolean' }, accepts: (value) => typeof value === 'boolean' },
  count: { called: 'a number from 1', json: { type: 'integer', minimum: 1 }, accepts: (value) => Number.isInteger(value) && Number(value) >= 1 },
  call: {
    called: "a call such as 'subscribe', 'Client.subscribe', 'new Worker' or '@Subscribe'",
    json: { type: 'string', pattern: call.source },
    accepts: (value) => typeof value === 'string' && call.test(value),
  },
  place: { called: "an argument such as 0, '0.queue' or 'last'", json: placeSchema, accepts: isPlace },
  destination: {
    called: "an argument such as 0 or '0.queue', or { name }",
    json: { anyOf: [...placeSchema.anyOf, { type: 'object', properties: { name: { type: 'string', minLength: 1 } }, required: ['name'], additionalProperties: false }] },
    accepts: (value) => isPlace(value) || (isRecord(value) && Object.keys(value).join() === 'name' && isText(value['name'])),
  },
  path: {
    called: "a path such as '/orders', or an argument such as 0",
    json: { anyOf: [...placeSchema.anyOf, { type: 'string', pattern: '^/' }] },
    accepts: (value) => isPlace(value) || (typeof value === 'string' && value.startsWith('/')),
  },
  'name or flag': {
    called: 'the name of a destination, true or false',
    json: { anyOf: [{ type: 'string', minLength: 1 }, { type: 'boolean' }] },
    accepts: (value) => typeof value === 'boolean' || isText(value),
  },
} as const satisfies Readonly<Record<string, TypeOfField>>;

/** What a field wants, as the end of a sentence. */
export function wanted(type: FieldType): string {
  return typeof type === 'string' ? fieldTypes[type].called : `one of ${type.join(', ')}`;
}

export function accepts(type: FieldType, value: unknown): boolean {
  return typeof type === 'string' ? fieldTypes[type].accepts(value) : type.some((each) => each === value);
}

/** JSON Schema of a field. */
export function jsonSchemaOf({ type, description }: FieldSchema): object {
  return { description, ...(typeof type === 'string' ? fieldTypes[type].json : { enum: type }) };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isPlace(value: unknown): boolean {
  return (Number.isInteger(value) && Number(value) >= 0) || (typeof value === 'string' && place.test(value));
}
