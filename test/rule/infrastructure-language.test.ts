import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/plugin.ts';
import { directivesIn } from '../../src/rule/language/directives.ts';
import { withProject } from '../with-project.ts';

const handler = `
exports.handler = async (event) => {
  for (const { body } of event.Records) await fetch('https://shop.example.com/orders', { method: 'PUT', body });
};
`;

const terraform = `resource "aws_sqs_queue" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "orders" {
  function_name = "orders"
  filename      = "orders.zip"
  handler       = "orders.handler"
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.orders.arn
}
`;

const serverless = `service: shop
provider:
  name: aws
functions:
  orders:
    handler: orders.handler
    events:
      - sqs: { arn: !GetAtt Orders.Arn }
resources:
  Resources:
    Orders:
      Type: AWS::SQS::Queue
      Properties:
        QueueName: orders
`;

const own: readonly Linter.Config[] = [...plugin.configs.recommended, ...plugin.configs.infrastructure];

/** `file:line` of what one rule reports in a project. */
async function deadLetters(files: Readonly<Record<string, string>>, configs = own): Promise<readonly string[]> {
  const root = withProject({ 'package.json': '{}', 'orders.js': handler, ...files });
  const results = await eslintFor(root, configs).lintFiles(['orders.js', ...Object.keys(files)]);
  return results.flatMap(({ filePath, messages }) =>
    messages
      .filter(({ ruleId, fatal }) => fatal === true || ruleId === 'async-patterns/require-dead-letter')
      .map(({ line, message, fatal }) => `${path.relative(root, filePath)}:${String(line)}${fatal ? ` ${message}` : ''}`),
  );
}

function eslintFor(cwd: string, configs: readonly Linter.Config[]): ESLint {
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [...configs] });
}

describe('a finding of an infrastructure file', () => {
  test('is shown where it is mended, and only there', async () => {
    expect(await deadLetters({ 'main.tf': terraform })).toEqual(['main.tf:1']);
    expect(await deadLetters({ 'serverless.yml': serverless })).toEqual(['serverless.yml:11']);
  });

  test('is shown at the consumer without the config', async () => {
    const files = { 'main.tf': terraform };
    expect(await deadLetters(files, [...plugin.configs.recommended, { files: ['**/*.tf'], language: 'async-patterns/infrastructure' }])).toEqual(['orders.js:2']);
  });

  test('follows unsaved text', async () => {
    const root = withProject({ 'package.json': '{}', 'orders.js': handler, 'main.tf': terraform });
    const eslint = eslintFor(root, own);
    const linted = async (text: string): Promise<readonly number[]> => {
      const [result] = await eslint.lintText(text, { filePath: path.join(root, 'main.tf') });
      return (result?.messages ?? []).filter(({ ruleId }) => ruleId === 'async-patterns/require-dead-letter').map(({ line }) => line);
    };
    expect(await linted(terraform)).toEqual([1]);
    expect(await linted(`# queues\n\n${terraform}`)).toEqual([3]);
    expect(await linted(terraform.replace('name = "orders"\n', 'name = "orders"\n  redrive_policy = jsonencode({ deadLetterTargetArn = "arn", maxReceiveCount = 3 })\n'))).toEqual([]);
    expect(await linted('resource "aws_sqs_queue" {{{')).toEqual([]);
  });

  test.each([
    ['main.tf', terraform, '# eslint-disable-next-line async-patterns/require-dead-letter -- orders may be lost\n'],
    ['main.tf', terraform, '/* eslint-disable async-patterns/require-dead-letter */\n'],
    ['main.tf', terraform, '// eslint-disable-next-line\n'],
    ['serverless.yml', serverless, '# eslint-disable async-patterns/require-dead-letter\n'],
  ])('in %s is switched off by a comment', async (file, text, comment) => {
    expect(await deadLetters({ [file]: comment + text })).toEqual([]);
  });

  test('is shown beside the language of another plugin', async () => {
    const language = {
      ...plugin.languages['infrastructure'],
      // As @eslint/json and eslint-plugin-yml call the whole of a file.
      nodeTypeKey: 'type',
    };
    const other: Linter.Config = {
      files: ['**/*.yml'],
      plugins: { other: { languages: { yaml: language as NonNullable<ESLint.Plugin['languages']>[string] } } },
      language: 'other/yaml',
    };
    expect(await deadLetters({ 'serverless.yml': serverless }, [...own, other])).toEqual(['serverless.yml:11']);
  });
});

test('comments in all syntaxes, with the rules they name and a reason', () => {
  const text = ['# eslint-disable-next-line a/b, a/c -- it may', '//eslint-enable', 'x = 1 # eslint-disable-line a/b', '/* eslint-disable a/b */', '# eslint-disabled'].join('\r\n');
  expect(directivesIn(text).map(({ type, value, justification, node }) => [type, value, justification, node.loc.start])).toEqual([
    ['disable-next-line', 'a/b, a/c', 'it may', { line: 1, column: 0 }],
    ['enable', '', '', { line: 2, column: 0 }],
    ['disable-line', 'a/b', '', { line: 3, column: 6 }],
    ['disable', 'a/b', '', { line: 4, column: 0 }],
  ]);
});
