import type { LibraryShape } from '../model/library.ts';

/** `Schema.*` gives a schema again: `z.object({}).strict().parse(x)`. */
const zodMakers = ['object', 'strictObject', 'looseObject', 'interface', 'intersection', 'union', 'discriminatedUnion', 'preprocess', 'record', 'string', 'coerce', 'array'];

/**
 * Libraries that check a value and give it back: settings are read through them (`schema.parse(process.env)`), and so
 * are messages. Of what they change (defaults, other types) nothing is kept.
 * Source: the packages' typings: zod 3.25 and 4.6 (`ZodType`), znv 0.5, joi 18.3 `lib/index.d.ts`, yup 1.7 `index.d.ts`,
 * valibot 1.5, superstruct 2.0 `dist/struct.d.ts`, `@sinclair/typebox` 0.34 `value/parse/parse.d.ts`, envalid 8.2
 * `dist/envalid.d.ts`, `@t3-oss/env-core` 0.13 `dist/index.d.ts`.
 */
export const validators: readonly LibraryShape[] = [
  {
    packages: ['zod', 'zod/v3', 'zod/v4', 'znv', '@hono/zod-openapi'],
    returns: {
      ...Object.fromEntries(zodMakers.map((name) => [name, 'Schema'])),
      'z.*': 'Schema',
      'Schema.*': 'Schema',
      'Schema.parse': '$first',
      'Schema.parseAsync': '$first',
      'Schema.safeParse': 'Parsed',
      'Schema.safeParseAsync': 'Parsed',
      'z.parse': '$second',
      parse: '$second',
      parseEnv: '$first',
    },
    derived: ['infer', 'input', 'output', 'TypeOf'],
    members: { 'Parsed.data': '$maker.0', 'Schema.*': 'Schema', 'z.coerce': 'z' },
    sameAs: Object.fromEntries(['ZodSchema', 'ZodType', 'ZodTypeAny', 'ZodObject', 'AnyZodObject'].flatMap((name) => [[name, 'Schema'], [`z.${name}`, 'Schema']])),
  },
  {
    packages: ['joi', '@hapi/joi'],
    defaultExport: 'Joi',
    returns: {
      object: 'Schema',
      'Joi.*': 'Schema',
      'Schema.*': 'Schema',
      'Schema.validate': 'Validated',
      'Schema.validateAsync': '$first',
      'Joi.attempt': '$first',
      attempt: '$first',
    },
    members: { 'Validated.value': '$maker.0' },
    sameAs: { ObjectSchema: 'Schema', 'Joi.ObjectSchema': 'Schema', AnySchema: 'Schema', 'Joi.AnySchema': 'Schema', 'Joi.Schema': 'Schema' },
  },
  {
    packages: ['yup'],
    returns: { object: 'Schema', 'Schema.*': 'Schema', 'Schema.validate': '$first', 'Schema.validateSync': '$first', 'Schema.cast': '$first' },
    sameAs: { ObjectSchema: 'Schema', AnySchema: 'Schema', 'yup.ObjectSchema': 'Schema' },
    derived: ['InferType'],
  },
  {
    packages: ['valibot'],
    returns: { parse: '$second', parseAsync: '$second', safeParse: 'Parsed', safeParseAsync: 'Parsed' },
    members: { 'Parsed.output': '$maker.1' },
    derived: ['InferOutput', 'InferInput'],
  },
  { packages: ['superstruct'], returns: { create: '$first', mask: '$first' }, derived: ['Infer'] },
  {
    packages: ['@sinclair/typebox', '@sinclair/typebox/value', 'typebox', 'typebox/value'],
    returns: { 'Value.Parse': '$second', 'Value.Decode': '$second', 'Value.Cast': '$second', 'Value.Convert': '$second', 'Value.Default': '$second' },
    derived: ['Static', 'StaticDecode'],
  },
  { packages: ['envalid'], returns: { cleanEnv: '$first' } },
  { packages: ['@t3-oss/env-core', '@t3-oss/env-nextjs', '@t3-oss/env-nuxt'], returns: { createEnv: '$environment' } },
];
