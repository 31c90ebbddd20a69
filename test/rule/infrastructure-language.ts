import path from 'node:path';
import type { ESLint, Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import type { Plugin } from '../../src/plugin.ts';
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

/** One ESLint, and the plugin it is to load. */
export interface Loaded {
  readonly ESLint: typeof ESLint;
  readonly plugin: Plugin;
}

/** Everything the language does, on any version of ESLint. In: `loaded` is asked when the tests run. */
export function testInfrastructureLanguage(loaded: () => Loaded): void {
  const own = (): readonly Linter.Config[] => [...loaded().plugin.configs.recommended, ...loaded().plugin.configs.infrastructure];

  /** `file:line` of what one rule reports in a project. */
  async function deadLetters(files: Readonly<Record<string, string>>, configs = own()): Promise<readonly string[]> {
    const root = withProject({ 'package.json': '{}', 'orders.js': handler, ...files });
    const results = await eslintFor(root, configs).lintFiles(['orders.js', ...Object.keys(files)]);
    return results.flatMap(({ filePath, messages }) =>
      messages
        .filter(({ ruleId, fatal }) => fatal === true || ruleId === 'async-patterns/require-dead-letter')
        .map(({ line, message, fatal }) => `${path.relative(root, filePath)}:${String(line)}${fatal ? ` ${message}` : ''}`),
    );
  }

  function eslintFor(cwd: string, configs: readonly Linter.Config[]): ESLint {
    const { ESLint: Loaded } = loaded();
    return new Loaded({ cwd, overrideConfigFile: true, overrideConfig: [...configs] });
  }

  describe('a finding of an infrastructure file', () => {
    test('is shown where it is mended, and only there', async () => {
      expect(await deadLetters({ 'main.tf': terraform })).toEqual(['main.tf:1']);
      expect(await deadLetters({ 'serverless.yml': serverless })).toEqual(['serverless.yml:11']);
    });

    test('is shown at the consumer without the config', async () => {
      const files = { 'main.tf': terraform };
      expect(await deadLetters(files, [...loaded().plugin.configs.recommended, { files: ['**/*.tf'], language: 'async-patterns/infrastructure' }])).toEqual(['orders.js:2']);
    });

    test('follows unsaved text', async () => {
      const root = withProject({ 'package.json': '{}', 'orders.js': handler, 'main.tf': terraform });
      const eslint = eslintFor(root, own());
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
        ...loaded().plugin.languages['infrastructure'],
        // As @eslint/json and eslint-plugin-yml call the whole of a file.
        nodeTypeKey: 'type',
      };
      const other: Linter.Config = {
        files: ['**/*.yml'],
        plugins: { other: { languages: { yaml: language as NonNullable<ESLint.Plugin['languages']>[string] } } },
        language: 'other/yaml',
      };
      expect(await deadLetters({ 'serverless.yml': serverless }, [...own(), other])).toEqual(['serverless.yml:11']);
    });
  });

  describe('a suggestion', () => {
    /** The text after the only suggestion, and whether it mends what was found. */
    async function mended(file: string, text: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
      const root = withProject({ 'package.json': '{}', 'orders.js': handler, ...more, [file]: text });
      const eslint = eslintFor(root, own());
      const [result] = await eslint.lintFiles([file]);
      const found = (result?.messages ?? []).filter(({ ruleId }) => ruleId === 'async-patterns/require-dead-letter');
      const [fix] = found.flatMap(({ suggestions = [] }) => suggestions.map((each) => each.fix));
      const after = fix ? text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]) : text;
      const [again] = await eslint.lintText(after, { filePath: path.join(root, file) });
      expect((again?.messages ?? []).filter(({ ruleId }) => ruleId === 'async-patterns/require-dead-letter')).toEqual([]);
      expect(found).toHaveLength(1);
      return after;
    }

    test('adds a queue to a Terraform module', async () => {
      expect(await mended('main.tf', terraform)).toBe(
        terraform.replace(
          'name = "orders"\n}\n',
          `name = "orders"
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.orders_dead_letters.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "orders_dead_letters" {
  message_retention_seconds = 1209600
}
`,
        ),
      );
    });

    test('adds a queue to the resources of a service', async () => {
      expect(await mended('serverless.yml', serverless)).toBe(
        serverless
          .replace('    Orders:\n', '    OrdersDeadLetters:\n      Type: AWS::SQS::Queue\n      Properties:\n        MessageRetentionPeriod: 1209600\n    Orders:\n')
          .replace(
            '        QueueName: orders\n',
            '        RedrivePolicy:\n          deadLetterTargetArn: !GetAtt OrdersDeadLetters.Arn\n          maxReceiveCount: 5\n        QueueName: orders\n',
          ),
      );
    });

    test('adds a queue to a template in JSON', async () => {
      const template = {
        Resources: {
          Orders: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
          Place: {
            Type: 'AWS::Serverless::Function',
            Properties: { Handler: 'orders.handler', CodeUri: '.', Events: { Orders: { Type: 'SQS', Properties: { Queue: { 'Fn::GetAtt': ['Orders', 'Arn'] } } } } },
          },
        },
      };
      const after = await mended('template.json', JSON.stringify(template, undefined, 2));
      expect(JSON.parse(after)).toMatchObject({
        Resources: {
          OrdersDeadLetters: { Type: 'AWS::SQS::Queue' },
          Orders: { Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['OrdersDeadLetters', 'Arn'] }, maxReceiveCount: 5 } } },
        },
      });
    });

    test.each([
      ['wrangler.toml', 'name = "shop"\nmain = "worker.js"\n\n[[queues.consumers]]\nqueue = "orders" # all of them\nmax_retries = 3\n'],
      ['wrangler.jsonc', '{ "name": "shop", "main": "worker.js", /* orders */ "queues": { "consumers": [{ "queue": "orders" }] } }'],
    ])('names a dead-letter queue in %s', async (file, text) => {
      const worker = `export default { async queue(batch) { for (const { body } of batch.messages) await fetch('https://shop.example.com', { method: 'PUT', body }); } };`;
      const after = await mended(file, text, { 'worker.js': worker });
      expect(after).toContain('orders-dead-letters');
      expect(after.length).toBeGreaterThan(text.length);
    });
  });
}
