import { describe, expect, test } from 'vitest';
import { mayBeInfrastructure, readInfrastructure } from '../../src/infrastructure/index.ts';

test('which files are worth opening', () => {
  const yes = [
    'infra/main.tf',
    'main.tofu',
    'serverless.yml',
    'api/serverless.live.yml',
    'template.yaml',
    'stack.json',
    'wrangler.jsonc',
    'docker-compose.yml',
    'chart/values.prod.yaml',
    'scripts/queues.sh',
    'Makefile',
    '.env.example',
  ];
  const no = [
    'package.json',
    'package-lock.json',
    'tsconfig.build.json',
    'pnpm-lock.yaml',
    'Chart.yaml',
    '.eslintrc.json',
  ];
  const neither = [
    'Cargo.toml',
    'settings.jsonc',
    'main.ts',
    'node_modules/a/template.yaml',
    '.github/workflows/ci.yml',
  ];
  expect(yes.filter((file) => !mayBeInfrastructure(file))).toEqual([]);
  expect([...no, ...neither].filter(mayBeInfrastructure)).toEqual([]);
});

describe('which format a file is', () => {
  const formatOf = (file: string, text: string) => readInfrastructure(file, text)?.format;

  test.each([
    ['a.yml', 'Resources:\n  Q:\n    Type: AWS::SQS::Queue\n', 'cloudformation'],
    ['a.json', '{ "Resources": { "Skill": { "Type": "Alexa::ASK::Skill" } } }', 'cloudformation'],
    ['a.yml', 'AWSTemplateFormatVersion: "2010-09-09"\n', 'cloudformation'],
    ['a.yml', 'Transform: [AWS::Serverless-2016-10-31]\n', 'cloudformation'],
    ['a.template', '{"AWSTemplateFormatVersion": "2010-09-09"}', 'cloudformation'],
    ['a.yml', 'Resources: all of AWS::SQS\n', undefined],
    ['a.yml', 'kind: Deployment\n', undefined],
    ['a.json', '[1, "AWS::SQS::Queue"]', undefined],
    ['serverless.yml', 'service: shop\n', 'serverless'],
    ['serverless.json', '{ "service": "shop", "functions": {} }', 'serverless'],
    ['serverless.yml', 'title: serverless\n', undefined],
    ['serverless-queues.yml', 'Resources:\n  Q:\n    Type: AWS::SQS::Queue\n', 'cloudformation'],
    ['shop.yml', 'service: shop\nfunctions: {}\n', undefined],
    ['a.tf', '', 'terraform'],
    ['wrangler.live.toml', 'name = "shop"', 'wrangler'],
  ])('%s: %s', (file, text, format) => {
    expect(formatOf(file, text)).toBe(format);
  });
});

describe('bad input', () => {
  const deep = 200_000;
  const template = 'AWSTemplateFormatVersion: "2010-09-09"\n';
  const levels = 'abcdefghi';
  const bomb = Array.from(levels, (name, at) => {
    const inside = at === 0 ? 'x' : `*${levels[at - 1]}`;
    return `${name}: &${name} [${Array.from({ length: 10 }, () => inside).join(', ')}]\n`;
  });
  const large = 'x'.repeat(5 * 1024 * 1024 + 1);

  test.each([
    ['brackets without end', 'a.yml', `${template}Resources: ${'['.repeat(deep)}`],
    ['dashes without end', 'a.yml', template + '- '.repeat(deep)],
    ['maps without end', 'serverless.yml', `service: ${'{a: '.repeat(deep)}`],
    ['an alias bomb', 'a.yml', template + bomb.join('')],
    ['an alias inside of itself', 'a.yml', `${template}a: &a [*a, *a]\n`],
    ['JSON without end', 'a.json', `{"AWSTemplateFormatVersion": ${'['.repeat(deep)}`],
    ['JSON that stops', 'a.json', '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"Q": '],
    ['YAML with tabs', 'a.yml', `${template}Resources:\n\tQ:\n\t\tType: AWS::SQS::Queue\n`],
    ['blocks without end', 'a.tf', 'a {\n'.repeat(deep)],
    ['operands without end', 'a.tf', `a = ${'('.repeat(deep)}`],
    ['conditions without end', 'a.tf', `locals {\n a = ${'b ? '.repeat(deep)}\n}`],
    ['texts in texts without end', 'a.tf', `a = ${'"${'.repeat(deep)}`],
    ['tables without end', 'wrangler.toml', `a = ${'['.repeat(deep)}`],
    ['a large file', 'a.tf', large],
    ['a large template', 'a.yml', template + large],
  ])('%s: no resources, and a problem', (_, file, text) => {
    const facts = readInfrastructure(file, text);
    expect(facts?.resources).toEqual([]);
    expect(facts?.problems[0]?.at).toMatchObject({ file });
  });

  test.each([
    ['a byte order mark', '\uFEFFresource "aws_sqs_queue" "orders" {}'],
    ['Windows lines', 'resource "aws_sqs_queue" "orders" {\r\n  name = "orders"\r\n}\r\n'],
    ['names of prototypes', 'resource "aws_sqs_queue" "orders" {}\nlocals {\n  __proto__ = { constructor = 1 }\n}'],
  ])('%s: read as usual', (_, text) => {
    expect(readInfrastructure('a.tf', text)?.resources[0]).toMatchObject({
      id: 'aws_sqs_queue.orders',
      at: { line: 1, column: 1 },
    });
  });

  test('every prefix of a file is read without an exception', () => {
    const whole = [
      'service: shop # \${self:x}',
      'functions: { a: { handler: b.c, events: [{ sqs: !GetAtt "Q.Arn" }] } }',
      'resources: &r\n  Resources: { Q: { Type: AWS::SQS::Queue } }\n',
    ].join('\n');
    for (let end = 0; end <= whole.length; end += 1) readInfrastructure('serverless.yml', whole.slice(0, end));
  });

  test('facts are plain data', () => {
    const facts = readInfrastructure(
      'wrangler.json',
      '{"main": "a.ts", "vars": {"__proto__": "x"}, "queues": {"producers": 3}}',
    );
    expect(facts).toEqual(JSON.parse(JSON.stringify(facts)));
  });
});
