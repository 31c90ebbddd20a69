import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

/** The files of the handlers that consume, each once. */
function handlersIn(files: Files): readonly string[] {
  const { consumers } = analyse({ root: withProject(files) }).model;
  return [...new Set(consumers.map(({ handler }) => handler?.file.file ?? '?'))].toSorted();
}

const code = 'export const handler = async (event) => { for (const { body } of event.Records) await fetch(body, { method: "POST" }); };\n';
const commonJs = 'exports.handler = async (event) => { for (const { body } of event.Records) await fetch(body, { method: "POST" }); };\n';
/** What a look at the root would take for the handler. */
const decoy = { 'index.js': code };

const cloudFormation = (lines: readonly string[]): string =>
  ['AWSTemplateFormatVersion: "2010-09-09"', 'Resources:', '  Orders:', '    Type: AWS::SQS::Queue', '  Fn:', '    Type: AWS::Lambda::Function', '    Properties:', '      Handler: index.handler', ...lines.map((line) => `      ${line}`), '  Feed:', '    Type: AWS::Lambda::EventSourceMapping', '    Properties:', '      EventSourceArn: !GetAtt Orders.Arn', '      FunctionName: !Ref Fn', ''].join('\n');
const sam = (lines: readonly string[], globals: readonly string[] = []): string =>
  ['Transform: AWS::Serverless-2016-10-31', ...globals, 'Resources:', '  Orders:', '    Type: AWS::SQS::Queue', '  Fn:', '    Type: AWS::Serverless::Function', '    Properties:', ...lines.map((line) => `      ${line}`), '      Events:', '        Orders:', '          Type: SQS', '          Properties:', '            Queue: !GetAtt Orders.Arn', ''].join('\n');
const terraform = (lines: readonly string[], more: readonly string[] = []): string =>
  ['resource "aws_sqs_queue" "orders" {', '  name = "orders"', '}', 'resource "aws_lambda_function" "orders" {', '  function_name = "orders"', ...lines.map((line) => `  ${line}`), '}', 'resource "aws_lambda_event_source_mapping" "orders" {', '  event_source_arn = aws_sqs_queue.orders.arn', '  function_name    = aws_lambda_function.orders.arn', '}', ...more, ''].join('\n');
const cdk = (made: string): string =>
  ["import * as path from 'path';", "import * as cdk from 'aws-cdk-lib';", "import * as lambda from 'aws-cdk-lib/aws-lambda';", "import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';", "import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';", "import * as sqs from 'aws-cdk-lib/aws-sqs';", 'export class Shop extends cdk.Stack {', '  constructor(scope, id) {', '    super(scope, id);', "    const orders = new sqs.Queue(this, 'Orders');", `    const fn = ${made};`, '    fn.addEventSource(new SqsEventSource(orders));', '  }', '}', "new Shop(new cdk.App(), 'Shop');", ''].join('\n');
const cdkFunction = (asset: string): string => cdk(`new lambda.Function(this, 'Fn', { handler: 'index.handler', code: ${asset} })`);

const found: readonly (readonly [what: string, files: Files, handler: string])[] = [
  ['Code that is a folder', { ...decoy, 'infra/template.yml': cloudFormation(['Code: ../functions/orders']), 'functions/orders/index.js': code }, 'functions/orders/index.js'],
  ['CodeUri', { ...decoy, 'template.yaml': sam(['Handler: index.handler', 'CodeUri: functions/orders/']), 'functions/orders/index.js': code }, 'functions/orders/index.js'],
  ['CodeUri of Globals', { ...decoy, 'template.yaml': sam(['Handler: index.handler'], ['Globals:', '  Function:', '    CodeUri: functions/']), 'functions/index.js': code }, 'functions/index.js'],
  ['no CodeUri', { ...decoy, 'orders/template.yaml': sam(['Handler: src/orders.handler']), 'orders/src/orders.js': code, 'src/orders.js': code }, 'orders/src/orders.js'],
  ['an archive of a folder', { ...decoy, 'infra/main.tf': terraform(['handler = "index.handler"', 'filename = data.archive_file.orders.output_path'], ['data "archive_file" "orders" {', '  type = "zip"', '  source_dir = "${path.module}/../functions/orders"', '  output_path = "orders.zip"', '}']), 'functions/orders/index.js': commonJs }, 'functions/orders/index.js'],
  ['an archive of one file', { ...decoy, 'infra/main.tf': terraform(['handler = "orders.handler"', 'filename = data.archive_file.orders.output_path'], ['data "archive_file" "orders" {', '  type = "zip"', '  source_file = "${path.module}/code/orders.js"', '  output_path = "orders.zip"', '}']), 'infra/code/orders.js': commonJs, 'orders.js': code }, 'infra/code/orders.js'],
  ['a folder beside the stack', { ...decoy, 'infra/lib/shop.ts': cdkFunction("lambda.Code.fromAsset(path.join(__dirname, '../functions/orders'))"), 'infra/functions/orders/index.js': code }, 'infra/functions/orders/index.js'],
  ['a folder beside the stack of an ES module', { ...decoy, 'infra/lib/shop.ts': cdkFunction("lambda.Code.fromAsset(path.join(import.meta.dirname, '..', 'functions', 'orders'))"), 'infra/functions/orders/index.js': code }, 'infra/functions/orders/index.js'],
  ['a folder of the address of the stack', { ...decoy, 'infra/lib/shop.ts': cdkFunction("lambda.Code.fromAsset(fileURLToPath(new URL('../functions/orders', import.meta.url)))").replace('import * as path', "import { fileURLToPath } from 'node:url';\nimport * as path"), 'infra/functions/orders/index.js': code }, 'infra/functions/orders/index.js'],
  ['a folder from where the program runs', { ...decoy, 'infra/lib/shop.ts': cdkFunction("lambda.Code.fromAsset('functions/orders')"), 'infra/functions/orders/index.js': code }, 'infra/functions/orders/index.js'],
  ['a built folder', { ...decoy, 'infra/lib/shop.ts': cdkFunction("lambda.Code.fromAsset(path.resolve(__dirname, '../../orders/dist'))"), 'orders/src/index.ts': code }, 'orders/src/index.ts'],
  ['an entry', { ...decoy, 'infra/lib/shop.ts': cdk("new NodejsFunction(this, 'Fn', { entry: path.join(__dirname, '../functions/orders.ts') })"), 'infra/functions/orders.ts': code }, 'infra/functions/orders.ts'],
  ['the entry of a function without', { ...decoy, 'infra/lib/shop.ts': cdk("new NodejsFunction(this, 'fn')"), 'infra/lib/shop.fn.ts': code }, 'infra/lib/shop.fn.ts'],
  ['the folder of a service', { ...decoy, 'orders/serverless.yml': ['service: orders', 'provider:', '  name: aws', 'package:', '  patterns:', "    - 'src/**'", 'functions:', '  orders:', '    handler: src/index.handler', '    events:', '      - sqs: arn:aws:sqs:eu-west-1:1:orders', ''].join('\n'), 'orders/src/index.js': code, 'src/index.js': code }, 'orders/src/index.js'],
  ['an archive that only one file can be in', { 'infra/main.tf': terraform(['handler = "dist/index.handler"', 'filename = "orders.zip"']), 'orders/src/other.js': code, 'orders/index.js': commonJs }, 'orders/index.js'],
];

describe('the handler is looked for in the folder that is named by', () => {
  test.each(found)('%s', (_, files, handler) => {
    expect(handlersIn({ 'package.json': json({ name: 'shop' }), ...files })).toEqual([handler]);
  });
});

const unknown: readonly (readonly [what: string, files: Files])[] = [
  ['in the template itself', { 'template.yml': cloudFormation(['Code:', '  ZipFile: |', '    exports.handler = async () => {};']), ...decoy }],
  ['in a SAM template itself', { 'template.yml': sam(['Handler: index.handler', 'InlineCode: "exports.handler = async () => {};"']), ...decoy }],
  ['in a bucket, where several could be meant', { 'template.yml': cloudFormation(['Code:', '  S3Bucket: shop', '  S3Key: orders.zip']), ...decoy, 'functions/orders/index.js': code }],
  ['in an archive, where several could be meant', { 'infra/main.tf': terraform(['handler = "index.handler"', 'filename = "orders.zip"']), ...decoy, 'functions/orders/index.js': commonJs }],
  ['in an image', { 'template.yml': sam(['PackageType: Image', 'ImageUri: shop/orders:1']), ...decoy }],
  ['in a bucket of the program', { ...decoy, 'infra/lib/shop.ts': cdkFunction("lambda.Code.fromBucket(bucket, 'orders.zip')") }],
  ['in a folder that only the program knows', { ...decoy, 'infra/lib/shop.ts': cdkFunction('lambda.Code.fromAsset(process.env.CODE)') }],
];

describe('no file is taken for the handler of a function whose code is', () => {
  test.each(unknown)('%s', (_, files) => {
    expect(handlersIn({ 'package.json': json({ name: 'shop' }), ...files }).filter((file) => file !== '?')).toEqual([]);
  });
});
