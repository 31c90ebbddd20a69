import fs from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import { settingSchemas } from '../../src/settings/check-settings.ts';
import { declarationSchemas } from '../../src/settings/declaration-schemas.ts';
import { type FieldSchema, jsonSchemaOf, wanted } from '../../src/settings/field-schema.ts';
import { samplesOf } from '../samples.ts';
import { project } from '../source-files.ts';
import { withProject } from '../with-project.ts';

const file = path.join(project, 'docs/settings.md');
const page = fs.readFileSync(file, 'utf8');
const samples = samplesOf(page);
/** Without the comment that names the file. */
const configs = samples.flatMap(({ files }) => files['async-patterns.config.json'] ?? []);

test('has a section for each setting', () => {
  expect(Array.from(page.matchAll(/^### `(\w+)`$/gm), ([, name = '']) => name)).toEqual(Object.keys(settingSchemas));
  for (const { description } of Object.values(settingSchemas)) expect(page.replaceAll('\n', ' ')).toContain(description);
});

test('its tables are made from the schemas: npm run docs', async () => {
  await expect(withTables(page)).toMatchFileSnapshot(file);
});

test('docs/settings.schema.json is made from the schemas: npm run docs', async () => {
  await expect(`${JSON.stringify(jsonSchema(), undefined, 2)}\n`).toMatchFileSnapshot(path.join(project, 'docs/settings.schema.json'));
});

test('the schema takes what the samples say', () => {
  const validate = new Ajv({ allErrors: true }).compile(jsonSchema());
  expect(configs.length).toBeGreaterThan(4);
  for (const config of configs) expect(validate(JSON.parse(config)), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ consumers: [{ package: '@harbour/queue', handlr: 1 }] })).toBe(false);
});

describe.each(samples.map((sample) => [sample.line, sample] as const))('the sample in line %i', (_, { files, rule }) => {
  test('is judged as it claims', () => {
    expect(judged(files)).toEqual(rule === undefined ? [] : expect.arrayContaining([rule]));
  });

  test('is judged so because of its declarations', () => {
    const { 'async-patterns.config.json': config = '', ...sources } = files;
    expect(config).not.toBe('');
    expect(analyse({ root: withProject(sources) }).model.stated).toEqual([]);
    if (rule !== undefined) expect(judged(sources)).not.toContain(rule);
  });
});

function judged(files: Readonly<Record<string, string>>): readonly string[] {
  const wanted = samples.some(({ files: own, rule }) => own === files && rule === undefined) ? rules.filter(({ meta }) => meta.docs.preset === 'recommended') : rules;
  return [...new Set(auditOf(analyse({ root: withProject(files) }), wanted, { version: '0.0.0' }).findings.map(({ ruleId }) => ruleId))];
}

function withTables(text: string): string {
  return text.replace(/<!-- (\w+) -->\n[\s\S]*?<!-- \/\1 -->/g, (_, kind: keyof typeof declarationSchemas) =>
    [`<!-- ${kind} -->`, '', '| field | | wants |', '| --- | --- | --- |', ...Object.entries(declarationSchemas[kind].fields).map(rowOf), '', `<!-- /${kind} -->`].join('\n'),
  );
}

function rowOf([name, { type, description, required }]: readonly [string, FieldSchema]): string {
  const wants = name === 'like' ? 'the name of a library there' : wanted(type);
  return `| \`${name}\`${required ? ' (needed)' : ''} | ${description} | ${wants} |`;
}

function optionsOf({ name, meta }: (typeof rules)[number]): readonly (readonly [string, object])[] {
  const properties = Object.keys(meta.options).length === 0 ? {} : meta.options;
  return [[name, { type: 'object', properties, additionalProperties: false }]];
}

function jsonSchema(): object {
  const declarations = Object.entries(declarationSchemas).map(([kind, { description, oneOf, fields }]) => {
    const required = Object.entries(fields).flatMap(([name, field]) => (field.required ? [name] : []));
    const properties = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, jsonSchemaOf(field)]));
    const source = oneOf.length === 0 ? {} : { oneOf: oneOf.map((name) => ({ required: [name] })) };
    return [kind, { description, type: 'array', items: { type: 'object', properties, required, ...source, additionalProperties: false } }] as const;
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'async-patterns.config.json',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      ignore: { description: settingSchemas.ignore.description, type: 'array', items: { type: 'string' } },
      includeTests: { description: settingSchemas.includeTests.description, type: 'boolean' },
      rules: { description: settingSchemas.rules.description, type: 'object', properties: Object.fromEntries(rules.flatMap(optionsOf)), additionalProperties: false },
      ...Object.fromEntries(declarations),
    },
    additionalProperties: false,
  };
}
