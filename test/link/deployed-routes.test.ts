import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { json, withProject } from '../with-project.ts';

type Files = Readonly<Record<string, string>>;

/** `kind METHOD path file:line` of every entry, sorted. */
function entriesIn(files: Files): readonly string[] {
  const { model } = analyse({ root: withProject({ 'package.json': json({ name: 'shop' }), ...files }) });
  return model.entries.map(({ kind, method, path, at }) => `${kind} ${method ?? '-'} ${path ?? '-'} ${at.file}:${String(at.line)}`).sort();
}

const handler = 'exports.handler = async () => ({ statusCode: 200 });';

describe('SAM', () => {
  test('events, a URL, and no route for what a queue feeds', () => {
    const files: Files = {
      'template.yaml': `
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Create:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src/
              Handler: create.handler
              Events:
                Post: { Type: Api, Properties: { Path: /orders, Method: post } }
                Put: { Type: HttpApi, Properties: { Path: '/orders/{id}', Method: PUT } }
          Anything:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src/
              Handler: anything.handler
              FunctionUrlConfig: { AuthType: NONE }
          Charge:
            Type: AWS::Serverless::Function
            Properties:
              CodeUri: src/
              Handler: charge.handler
              Events:
                Queue: { Type: SQS, Properties: { Queue: !GetAtt Orders.Arn } }
          Bundled:
            Type: AWS::Serverless::Function
            Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/bundled.ts] } }
            Properties:
              Handler: bundled.list
              Events:
                Get: { Type: HttpApi, Properties: { Path: /bundled, Method: ANY } }`,
      'src/create.js': handler,
      'src/anything.js': handler,
      'src/charge.js': handler,
      'src/bundled.ts': 'export const list = async () => ({ statusCode: 200 });',
    };
    expect(entriesIn(files)).toEqual([
      'lambda-http - - src/anything.js:1',
      'lambda-http - /bundled src/bundled.ts:1',
      'lambda-http POST /orders src/create.js:1',
      'lambda-http PUT /orders/{id} src/create.js:1',
    ]);
  });
});

describe('CloudFormation', () => {
  const fn = (file: string): string => `{ Type: AWS::Lambda::Function, Properties: { Code: src, Handler: ${file}.handler } }`;

  test('methods below resources, integrations of HTTP APIs, URLs and load balancers', () => {
    const files: Files = {
      'stack.yaml': `
        AWSTemplateFormatVersion: '2010-09-09'
        Resources:
          Rest: { Type: AWS::ApiGateway::RestApi }
          OrdersPath: { Type: AWS::ApiGateway::Resource, Properties: { ParentId: !GetAtt Rest.RootResourceId, PathPart: orders } }
          OrderPath: { Type: AWS::ApiGateway::Resource, Properties: { ParentId: !Ref OrdersPath, PathPart: '{id}' } }
          OrderMethod:
            Type: AWS::ApiGateway::Method
            Properties:
              HttpMethod: PATCH
              ResourceId: !Ref OrderPath
              Integration: { Type: AWS_PROXY, Uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Change.Arn}/invocations' }
          Proxied:
            Type: AWS::ApiGateway::Method
            Properties: { HttpMethod: GET, ResourceId: !Ref OrdersPath, Integration: { Type: HTTP_PROXY, Uri: 'https://orders.example/' } }
          Http: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP } }
          Sockets: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: WEBSOCKET } }
          ListIntegration: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Http, IntegrationUri: !GetAtt List.Arn } }
          ListRoute: { Type: AWS::ApiGatewayV2::Route, Properties: { RouteKey: 'GET /orders', Target: !Join ['/', [integrations, !Ref ListIntegration]] } }
          SocketIntegration: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Sockets, IntegrationUri: !Sub '\${Socket.Arn}' } }
          HookUrl: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref Hook } }
          Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt Balanced.Arn }] } }
          Change: ${fn('change')}
          List: ${fn('list')}
          Socket: ${fn('socket')}
          Hook: ${fn('hook')}
          Balanced: ${fn('balanced')}`,
      ...Object.fromEntries(['change', 'list', 'socket', 'hook', 'balanced'].map((name) => [`src/${name}.js`, handler])),
    };
    expect(entriesIn(files)).toEqual([
      'lambda-http - - src/balanced.js:1',
      'lambda-http - - src/hook.js:1',
      'lambda-http GET /orders src/list.js:1',
      'lambda-http PATCH /orders/{id} src/change.js:1',
    ]);
  });

  test('an OpenAPI document within the template', () => {
    const files: Files = {
      'api.yaml': `
        AWSTemplateFormatVersion: '2010-09-09'
        Resources:
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties:
              Body:
                openapi: 3.0.1
                paths:
                  /orders:
                    post:
                      x-amazon-apigateway-integration: { type: aws_proxy, uri: !Sub 'arn:aws:apigateway:eu:lambda:path/functions/\${Create.Arn}/invocations' }
          Create: ${fn('create')}`,
      'src/create.js': handler,
    };
    expect(entriesIn(files)).toEqual(['lambda-http POST /orders src/create.js:1']);
  });
});

test('Serverless Framework: http, httpApi, alb and url', () => {
  const files: Files = {
    'serverless.yml': `
service: shop
provider: { name: aws }
functions:
  create: { handler: src/create.handler, events: [{ http: POST orders }] }
  list: { handler: src/list.handler, events: [{ httpApi: { method: get, path: /orders } }] }
  all: { handler: src/all.handler, events: [{ httpApi: '*' }] }
  balanced: { handler: src/balanced.handler, events: [{ alb: { listenerArn: arn, priority: 1, conditions: { path: /hello, method: [POST] } } }] }
  hook: { handler: src/hook.handler, url: true }
  quiet: { handler: src/quiet.handler, url: false, events: [{ schedule: rate(1 hour) }] }
`,
    ...Object.fromEntries(['create', 'list', 'all', 'balanced', 'hook', 'quiet'].map((name) => [`src/${name}.js`, handler])),
  };
  expect(entriesIn(files)).toEqual([
    'lambda-http - - src/all.js:1',
    'lambda-http - - src/hook.js:1',
    'lambda-http GET /orders src/list.js:1',
    'lambda-http POST /hello src/balanced.js:1',
    'lambda-http POST /orders src/create.js:1',
  ]);
});

test('Terraform: integrations of both gateways, URLs, load balancers', () => {
  const fn = (name: string): string => `
data "archive_file" "${name}" {
  type        = "zip"
  source_file = "\${path.module}/src/${name}.js"
  output_path = "${name}.zip"
}
resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  handler       = "${name}.handler"
  filename      = data.archive_file.${name}.output_path
}`;
  const names = ['list', 'change', 'hook', 'balanced', 'socket'];
  const files: Files = {
    'main.tf': `${names.map(fn).join('\n')}
resource "aws_apigatewayv2_api" "sockets" {
  protocol_type = "WEBSOCKET"
}
resource "aws_apigatewayv2_integration" "socket" {
  api_id          = aws_apigatewayv2_api.sockets.id
  integration_uri = aws_lambda_function.socket.invoke_arn
}
resource "aws_apigatewayv2_integration" "list" {
  integration_uri = aws_lambda_function.list.invoke_arn
}
resource "aws_apigatewayv2_route" "list" {
  route_key = "GET /orders"
  target    = "integrations/\${aws_apigatewayv2_integration.list.id}"
}
resource "aws_api_gateway_resource" "orders" {
  parent_id = aws_api_gateway_rest_api.shop.root_resource_id
  path_part = "orders"
}
resource "aws_api_gateway_method" "change" {
  resource_id = aws_api_gateway_resource.orders.id
  http_method = "PATCH"
}
resource "aws_api_gateway_integration" "change" {
  resource_id             = aws_api_gateway_method.change.resource_id
  http_method             = aws_api_gateway_method.change.http_method
  integration_http_method = "POST"
  uri                     = aws_lambda_function.change.invoke_arn
}
resource "aws_api_gateway_integration" "elsewhere" {
  http_method = "GET"
  uri         = "https://orders.example"
}
resource "aws_lambda_function_url" "hook" {
  function_name = aws_lambda_function.hook.function_name
}
resource "aws_lb_target_group_attachment" "balanced" {
  target_id = aws_lambda_function.balanced.arn
}
`,
    ...Object.fromEntries(names.map((name) => [`src/${name}.js`, handler])),
  };
  expect(entriesIn(files)).toEqual([
    'lambda-http - - src/balanced.js:1',
    'lambda-http - - src/hook.js:1',
    'lambda-http GET /orders src/list.js:1',
    'lambda-http PATCH /orders src/change.js:1',
  ]);
});

test('AWS CDK: methods, routes, URLs and targets', () => {
  const files: Files = {
    'lib/stack.ts': `
      import { Stack, aws_lambda as lambda } from 'aws-cdk-lib';
      import { LambdaIntegration, LambdaRestApi, RestApi } from 'aws-cdk-lib/aws-apigateway';
      import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
      import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
      import { LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
      import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
      import * as path from 'node:path';
      export class ShopStack extends Stack {
        constructor(scope, id) {
          super(scope, id);
          const create = this.fn('create');
          const list = this.fn('list');
          const api = new RestApi(this, 'Api');
          const orders = api.root.addResource('orders');
          orders.addMethod('POST', new LambdaIntegration(create));
          orders.addResource('{id}').addMethod('ANY', new LambdaIntegration(this.fn('one')));
          new HttpApi(this, 'Http').addRoutes({ path: '/list', methods: [HttpMethod.GET, HttpMethod.HEAD], integration: new HttpLambdaIntegration('List', list) });
          new LambdaRestApi(this, 'Whole', { handler: this.fn('whole') });
          this.fn('hook').addFunctionUrl();
          this.listener.addTargets('balanced', { targets: [new LambdaTarget(this.fn('balanced'))] });
          this.fn('quiet');
        }
        fn(name: string) {
          return new NodejsFunction(this, name, { entry: path.join(__dirname, \`../src/\${name}.ts\`), handler: 'handler' });
        }
      }`,
    ...Object.fromEntries(['create', 'list', 'one', 'whole', 'hook', 'balanced', 'quiet'].map((name) => [`src/${name}.ts`, 'export const handler = async () => ({ statusCode: 200 });'])),
  };
  expect(entriesIn(files)).toEqual([
    'lambda-http - - src/balanced.ts:1',
    'lambda-http - - src/hook.ts:1',
    'lambda-http - - src/whole.ts:1',
    'lambda-http - /orders/{id} src/one.ts:1',
    'lambda-http GET /list src/list.ts:1',
    'lambda-http HEAD /list src/list.ts:1',
    'lambda-http POST /orders src/create.ts:1',
  ]);
});

test('SST: the routes of version 2 and 3, and URLs', () => {
  const files: Files = {
    'stacks/api.ts': `
      import { Api } from 'sst/constructs';
      export function api({ stack }) {
        const api = new Api(stack, 'api', { routes: { 'POST /orders': 'src/create.handler', $default: 'src/rest.handler' } });
        api.addRoutes(stack, { 'GET /orders': { function: 'src/list.handler' } });
      }`,
    'ion/sst.config.ts': `
      export default $config({
        async run() {
          const api = new sst.aws.ApiGatewayV2('Api');
          api.route('PUT /orders', 'src/put.handler');
          new sst.aws.Function('Hook', { handler: 'src/hook.handler', url: true });
          new sst.aws.Function('Quiet', { handler: 'src/quiet.handler' });
        },
      });`,
    ...Object.fromEntries(['src/create', 'src/rest', 'src/list', 'ion/src/put', 'ion/src/hook', 'ion/src/quiet'].map((name) => [`${name}.ts`, 'export const handler = async () => ({ statusCode: 200 });'])),
  };
  expect(entriesIn(files)).toEqual([
    'lambda-http - - ion/src/hook.ts:1',
    'lambda-http - - src/rest.ts:1',
    'lambda-http GET /orders src/list.ts:1',
    'lambda-http POST /orders src/create.ts:1',
    'lambda-http PUT /orders ion/src/put.ts:1',
  ]);
});

test('Azure Functions of version 3: httpTrigger of function.json', () => {
  const files: Files = {
    'CreateOrder/function.json': json({
      bindings: [{ type: 'httpTrigger', direction: 'in', name: 'req', methods: ['post', 'put'], route: 'v1/orders' }, { type: 'http', direction: 'out', name: 'res' }],
      scriptFile: '../dist/CreateOrder/index.js',
    }),
    'CreateOrder/index.ts': 'export default async function (context, req) { context.res = { status: 200 }; }',
    'Health/function.json': json({ bindings: [{ type: 'httpTrigger', name: 'req' }] }),
    'Health/index.js': 'module.exports = async function (context) { context.res = { status: 200 }; };',
    'Tick/function.json': json({ bindings: [{ type: 'timerTrigger', name: 'timer' }] }),
    'Tick/index.js': 'module.exports = async function () {};',
  };
  expect(entriesIn(files)).toEqual([
    'azure-http - /Health Health/index.js:1',
    'azure-http POST /v1/orders CreateOrder/index.ts:1',
    'azure-http PUT /v1/orders CreateOrder/index.ts:1',
  ]);
});

test('what is known of the route is said once, whatever the types say too', () => {
  const files: Files = {
    'serverless.yml': 'service: shop\nprovider: { name: aws }\nfunctions:\n  create: { handler: create.handler, events: [{ http: POST orders }] }\n',
    'create.ts': `import type { APIGatewayProxyHandler } from 'aws-lambda';
      export const handler: APIGatewayProxyHandler = async () => ({ statusCode: 200, body: '' });`,
  };
  expect(entriesIn(files)).toEqual(['lambda-http POST /orders create.ts:2']);
});
