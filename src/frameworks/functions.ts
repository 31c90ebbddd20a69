import type { Framework } from '../model/framework.ts';

/** HTTP servers of Node. Source: the documentation of Node 24, `http.createServer`, `https`, `http2`. */
export const nodeHttp: Framework = {
  name: 'http',
  title: 'Node http',
  shape: { packages: ['node:http', 'node:https', 'node:http2', 'http', 'https', 'http2'] },
  routes: { createServer: { method: '*', handlers: ['0', '1'] }, createSecureServer: { method: '*', handlers: ['0', '1'] } },
};

/** AWS Lambda behind a gateway or a function URL. Source: `@types/aws-lambda` 8.10.164 `trigger/api-gateway-proxy.d.ts`, `trigger/lambda-function-url.d.ts`, `trigger/alb.d.ts`. */
export const lambdaHttp: Framework = {
  name: 'lambda-http',
  title: 'AWS Lambda behind HTTP',
  shape: { packages: ['aws-lambda', '@types/aws-lambda'] },
  platform: 'aws_lambda',
  handlerTypes: {
    APIGatewayProxyHandler: { of: 'handler' },
    APIGatewayProxyHandlerV2: { of: 'handler' },
    APIGatewayProxyHandlerV2WithJWTAuthorizer: { of: 'handler' },
    APIGatewayProxyHandlerV2WithLambdaAuthorizer: { of: 'handler' },
    APIGatewayProxyWithCognitoAuthorizerHandler: { of: 'handler' },
    APIGatewayProxyWithLambdaAuthorizerHandler: { of: 'handler' },
    ALBHandler: { of: 'handler' },
    LambdaFunctionURLHandler: { of: 'handler' },
    APIGatewayProxyEvent: { of: 'event' },
    APIGatewayEvent: { of: 'event' },
    APIGatewayProxyEventV2: { of: 'event' },
    APIGatewayProxyEventV2WithRequestContext: { of: 'event' },
    APIGatewayProxyEventV2WithJWTAuthorizer: { of: 'event' },
    APIGatewayProxyWithCognitoAuthorizerEvent: { of: 'event' },
    ALBEvent: { of: 'event' },
    LambdaFunctionURLEvent: { of: 'event' },
  },
};

/** Source: `@azure/functions` 4.16.5 `types/{app,http}.d.ts`. */
export const azureHttp: Framework = {
  name: 'azure-http',
  title: 'Azure Functions over HTTP',
  shape: { packages: ['@azure/functions'] },
  platform: 'azure_functions',
  routes: {
    'app.http': { method: { at: '1.methods' }, path: ['1.route', '0'], handlers: ['1.handler'] },
    'app.get': { method: 'GET', path: ['1.route', '0'], handlers: ['1', '1.handler'] },
    'app.post': { method: 'POST', path: ['1.route', '0'], handlers: ['1', '1.handler'] },
    'app.put': { method: 'PUT', path: ['1.route', '0'], handlers: ['1', '1.handler'] },
    'app.patch': { method: 'PATCH', path: ['1.route', '0'], handlers: ['1', '1.handler'] },
    'app.deleteRequest': { method: 'DELETE', path: ['1.route', '0'], handlers: ['1', '1.handler'] },
  },
};

/** Source: `@google-cloud/functions-framework` 5.0.5 `build/src/function_registry.d.ts`; firebase-functions 7.4.0 `lib/v1/providers/https.d.ts`, `lib/v2/providers/https.d.ts`. */
export const googleHttp: Framework = {
  name: 'google-http',
  title: 'Google Cloud Functions over HTTP',
  shape: { packages: ['@google-cloud/functions-framework', 'firebase-functions', 'firebase-functions/v1', 'firebase-functions/v2', 'firebase-functions/https', 'firebase-functions/v2/https', 'firebase-functions/v1/https'] },
  routes: {
    http: { method: '*', path: ['0'], handlers: ['1'] },
    onRequest: { method: '*', handlers: ['0', '1'] },
    onCall: { method: '*', handlers: ['0', '1'] },
    'https.onRequest': { method: '*', handlers: ['0', '1'] },
    'https.onCall': { method: '*', handlers: ['0', '1'] },
  },
};
