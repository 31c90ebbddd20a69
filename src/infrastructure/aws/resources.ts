import type { ForeignResource, Resource } from '../../model/infrastructure.ts';
import { attached } from '../reading/attached.ts';
import { textOf, type Tree, treeAt } from '../tree/tree.ts';
import { readEventBus, readQueue, readStream, readTable, readTopic } from './destination.ts';
import { environmentOf, readFunction, readInvokeConfig, readServerlessFunction } from './function.ts';
import { withGlobals } from './globals.ts';
import { readMapping } from './mapping.ts';
import { readFunctionUrl, readIntegration, readMethod, readOpenApi, readTargetGroup } from './routes.ts';
import { readSamEvents } from './sam-events.ts';
import { readSamRoutes } from './sam-routes.ts';
import { readRule, readSubscription } from './subscription.ts';
import type { Declared, Template } from './template.ts';

/** In: `globals` is what `Globals.Function` says. Out: what the resources of a template say about messaging. */
export function readResources(template: Template, globals?: Tree): readonly Resource[] {
  const resources = [...template.declared.values()].flatMap((declared) => {
    if (declared.id.startsWith('Fn::')) return [foreign(declared, template, declared.id)];
    if (declared.type === 'AWS::Serverless::Function') return samFunction(declared, template, globals);
    return readers.get(declared.type)?.(declared, template) ?? [];
  });
  return attached(resources);
}

type Reader = (declared: Declared, template: Template) => readonly Resource[];

const readers = new Map<string, Reader>([
  ['AWS::SQS::Queue', readQueue],
  ['AWS::SNS::Topic', readTopic],
  ['AWS::SNS::Subscription', readSubscription],
  ['AWS::Kinesis::Stream', readStream],
  ['AWS::DynamoDB::Table', readTable],
  ['AWS::DynamoDB::GlobalTable', readTable],
  ['AWS::Events::EventBus', readEventBus],
  ['AWS::Events::Rule', readRule],
  ['AWS::Lambda::Function', readFunction],
  ['AWS::Lambda::EventInvokeConfig', readInvokeConfig],
  ['AWS::Lambda::EventSourceMapping', readMapping],
  ['AWS::Lambda::Url', readFunctionUrl],
  ['AWS::ApiGateway::Method', readMethod],
  ['AWS::ApiGateway::RestApi', readOpenApi],
  ['AWS::ApiGatewayV2::Api', readOpenApi],
  ['AWS::ApiGatewayV2::Integration', readIntegration],
  ['AWS::Serverless::Api', readOpenApi],
  ['AWS::Serverless::HttpApi', readOpenApi],
  ['AWS::ElasticLoadBalancingV2::TargetGroup', readTargetGroup],
  ['AWS::CloudFormation::Stack', readNested],
  ['AWS::Serverless::Application', readNested],
]);

function samFunction(declared: Declared, template: Template, globals: Tree | undefined): readonly Resource[] {
  const whole = { ...declared, properties: withGlobals(globals, declared.properties) };
  return [readServerlessFunction(whole, template), ...readSamEvents(whole, template), ...readSamRoutes(whole, template)];
}

function readNested(declared: Declared, template: Template): readonly Resource[] {
  const { properties } = declared;
  const location = treeAt(properties, 'TemplateURL') ?? treeAt(properties, 'Location');
  const source = textOf(location) ?? textOf(treeAt(location, 'ApplicationId'));
  return [
    {
      ...foreign(declared, template, source ?? ''),
      inputs: environmentOf(treeAt(properties, 'Parameters'), template),
    },
  ];
}

function foreign({ id, at }: Declared, template: Template, source: string): ForeignResource {
  return { kind: 'foreign', id, scope: template.scope, at, source, inputs: {} };
}
