import fs from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.ts';
import { analyse } from '../../src/analyse.ts';
import { auditOf } from '../../src/audit.ts';
import { jsonReport } from '../../src/report/json.ts';
import { project } from '../source-files.ts';
import { withProject } from '../with-project.ts';
import { fullAudit } from './full-audit.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

const schema = JSON.parse(fs.readFileSync(path.join(project, 'docs/audit.schema.json'), 'utf8')) as Schema;
const validate = new Ajv({ allErrors: true }).compile(schema);

/** One line a property: `AuditEntry.method?: string`. */
function linesOfSchema(name: string, { properties = {}, required = [] }: Schema): readonly string[] {
  return Object.entries(properties).flatMap(([key, property]) => {
    const own = `${name}.${key}${required.includes(key) ? '' : '?'}`;
    const element = property.items ?? property;
    const suffix = property.items ? '[]' : '';
    return [`${own}: ${kindOfSchema(element)}${suffix}`, ...linesOfSchema(`${own}${suffix}`, element)];
  });
}

function kindOfSchema({ $ref, type, enum: names, const: constant, properties }: Schema): string {
  if ($ref !== undefined) return $ref.replace('#/definitions/', '');
  if (names) return names.toSorted().join(' | ');
  if (constant !== undefined) return String(constant);
  if (properties) return 'object';
  return type === 'integer' ? 'number' : (type ?? '?');
}

const interfaces = new Map(
  ['audit.ts', 'location.ts', 'finding.ts']
    .map((file) => ts.createSourceFile(file, fs.readFileSync(path.join(project, 'src/model', file), 'utf8'), ts.ScriptTarget.Latest, true))
    .flatMap((file) => file.statements.filter(ts.isInterfaceDeclaration))
    .map((declaration) => [declaration.name.text, declaration] as const),
);

function linesOfType(name: string, members: ts.NodeArray<ts.TypeElement>): readonly string[] {
  return members.filter(ts.isPropertySignature).flatMap((member) => {
    const own = `${name}.${member.name.getText()}${member.questionToken ? '?' : ''}`;
    const [element, suffix] = elementOf(member.type);
    return [`${own}: ${kindOfType(element)}${suffix}`, ...(element && ts.isTypeLiteralNode(element) ? linesOfType(`${own}${suffix}`, element.members) : [])];
  });
}

/** `readonly X[]` is an array of `X`. */
function elementOf(type: ts.TypeNode | undefined): readonly [type: ts.TypeNode | undefined, suffix: string] {
  const inner = type && ts.isTypeOperatorNode(type) ? type.type : type;
  return inner && ts.isArrayTypeNode(inner) ? [inner.elementType, '[]'] : [inner, ''];
}

function kindOfType(type: ts.TypeNode | undefined): string {
  if (type && ts.isTypeLiteralNode(type)) return 'object';
  const text = type?.getText() ?? '?';
  if (!text.includes("'")) return text;
  return Array.from(text.matchAll(/'([^']+)'/g), ([, name = '']) => name).sort().join(' | ');
}

describe('docs/audit.schema.json', () => {
  test('says what the types say', () => {
    const names = ['Audit', ...Object.keys(schema.definitions ?? {})];
    const inSchema = names.flatMap((name) => linesOfSchema(name, name === 'Audit' ? schema : (schema.definitions?.[name] ?? {})));
    const inTypes = names.flatMap((name) => linesOfType(name, interfaces.get(name)?.members ?? ts.factory.createNodeArray()));
    expect(inSchema.toSorted()).toEqual(inTypes.toSorted());
  });

  test('fits an audit with everything in it', () => {
    expect(errorsOf(jsonReport(fullAudit))).toEqual([]);
  });

  test('fits the audit of a project', () => {
    const root = withProject({
      'worker.ts': "import { Worker } from 'bullmq';\nnew Worker('orders', async (job) => { try { await fetch(job.data.url); } catch {} });\n",
    });
    const audit = auditOf(analyse({ root }), rules, { version: '1.0.0' });
    expect(audit.consumers).toHaveLength(1);
    expect(errorsOf(jsonReport(audit))).toEqual([]);
  });

  test('refuses what is none', () => {
    expect(errorsOf(JSON.stringify({ ...fullAudit, findings: [{ ruleId: 'no-receipt' }], more: 1 }))).not.toEqual([]);
  });
});

function errorsOf(json: string): readonly string[] {
  validate(JSON.parse(json));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
