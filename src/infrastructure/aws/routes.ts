import type { InfrastructureValue, RouteResource } from '../../model/infrastructure.ts';
import { type Route, routeOf, routeOfKey } from '../reading/route.ts';
import { locate } from '../reading/source-text.ts';
import { display, text } from '../reading/value.ts';
import { entriesOf, itemsOf, textOf, treeAt } from '../tree/tree.ts';
import { valueOf } from './intrinsics.ts';
import { valueAt } from './setting.ts';
import type { Declared, Template } from './template.ts';

/** Resources of an API Gateway below each other. */
const DEEPEST = 30;

/** `AWS::Lambda::Url`. Source: the reference of CloudFormation, as for all that follows. */
export function readFunctionUrl(declared: Declared, template: Template): readonly RouteResource[] {
  return routesTo(valueAt(declared.properties, ['TargetFunctionArn'], template), declared, template, [{}]);
}

/** `AWS::ApiGateway::Method`: its path is made of the resources it hangs below. */
export function readMethod(declared: Declared, template: Template): readonly RouteResource[] {
  const { properties } = declared;
  const path = pathOf(valueAt(properties, ['ResourceId'], template), template, 0);
  const route = routeOf(valueAt(properties, ['HttpMethod'], template), path);
  return routesTo(valueAt(properties, ['Integration', 'Uri'], template), declared, template, [route]);
}

function pathOf(resource: InfrastructureValue | undefined, template: Template, depth: number): InfrastructureValue | undefined {
  if (resource?.kind !== 'reference' || depth > DEEPEST) return undefined;
  if (resource.attribute === 'RootResourceId') return text('/');
  const properties = template.declared.get(resource.to)?.properties;
  const part = valueAt(properties, ['PathPart'], template);
  const above = pathOf(valueAt(properties, ['ParentId'], template), template, depth + 1);
  return part?.kind === 'text' && above?.kind === 'text' ? text(`${above.text.replace(/\/$/, '')}/${part.text}`) : undefined;
}

/** `AWS::ApiGatewayV2::Integration`, with the routes of the template that lead to it. Nobody waits on a web socket for an answer. */
export function readIntegration(declared: Declared, template: Template): readonly RouteResource[] {
  const [api] = namesIn(valueAt(declared.properties, ['ApiId'], template));
  if (textOf(treeAt(template.declared.get(api ?? '')?.properties, 'ProtocolType')) === 'WEBSOCKET') return [];
  const routes = [...template.declared.values()].flatMap(({ type, properties }): readonly Route[] => {
    if (type !== 'AWS::ApiGatewayV2::Route' || !namesIn(valueAt(properties, ['Target'], template)).includes(declared.id)) return [];
    return [routeOfKey(valueAt(properties, ['RouteKey'], template))];
  });
  return routesTo(valueAt(declared.properties, ['IntegrationUri'], template), declared, template, routes.length === 0 ? [{}] : routes);
}

function namesIn(value: InfrastructureValue | undefined): readonly string[] {
  if (value?.kind === 'reference') return [value.to];
  return value?.kind === 'template' ? value.parts.flatMap(namesIn) : [];
}

/** `AWS::ElasticLoadBalancingV2::TargetGroup` of functions. */
export function readTargetGroup(declared: Declared, template: Template): readonly RouteResource[] {
  if (textOf(treeAt(declared.properties, 'TargetType')) !== 'lambda') return [];
  return itemsOf(treeAt(declared.properties, 'Targets')).flatMap((target) => routesTo(valueAt(target, ['Id'], template), declared, template, [{}]));
}

/** An API whose routes stand in an OpenAPI document within the template. */
export function readOpenApi(declared: Declared, template: Template): readonly RouteResource[] {
  const document = treeAt(declared.properties, 'DefinitionBody') ?? treeAt(declared.properties, 'Body');
  return entriesOf(treeAt(document, 'paths')).flatMap((path) =>
    entriesOf(path.value).flatMap(({ key: verb, value, span }) => {
      const uri = treeAt(value, 'x-amazon-apigateway-integration', 'uri');
      const method = verb === 'x-amazon-apigateway-any-method' ? undefined : text(verb);
      const at = locate(template.source, span);
      return uri ? routesTo(valueOf(uri, template), { ...declared, id: `${declared.id}.${path.key}.${verb}`, at }, template, [routeOf(method, text(path.key))]) : [];
    }),
  );
}

/** A gateway may call anything by HTTP; only addresses that name something of the template, or a function, are of interest. */
function routesTo(target: InfrastructureValue | undefined, { id, at }: Pick<Declared, 'id' | 'at'>, { scope }: Template, routes: readonly Route[]): readonly RouteResource[] {
  if (!target || /^https?:/.test(display(target))) return [];
  return routes.map((route, index) => ({ kind: 'route', id: index === 0 ? id : `${id} ${String(index + 1)}`, scope, at, platform: 'aws_lambda', function: target, ...route }));
}
