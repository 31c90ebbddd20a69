import type { InfrastructureValue, RouteResource } from '../../model/infrastructure.ts';
import { type Route, routeOf, routeOfKey } from '../reading/route.ts';
import { display, text } from '../reading/value.ts';
import { valueIn } from './block.ts';
import type { Declared, Module } from './module.ts';

/** Resources of an API Gateway below each other. */
const DEEPEST = 30;

/** Source: the documentation of the provider `hashicorp/aws` 6, as for all that follows. */
export function readFunctionUrl(declared: Declared, module: Module): readonly RouteResource[] {
  return routesTo(valueIn(declared.block, 'function_name', module), declared, module, [{}]);
}

/** `aws_apigatewayv2_integration`, with the routes of the same file that lead to it. Nobody waits on a web socket for an answer. */
export function readIntegration(declared: Declared, module: Module): readonly RouteResource[] {
  if (isSocket(valueIn(declared.block, 'api_id', module), module)) return [];
  const routes = [...module.declared.values()].flatMap(({ id, block }): readonly Route[] => {
    if (!id.startsWith('aws_apigatewayv2_route.')) return [];
    const target = valueIn(block, 'target', module);
    return target && namesIn(target).includes(declared.id) ? [routeOfKey(valueIn(block, 'route_key', module))] : [];
  });
  return routesTo(valueIn(declared.block, 'integration_uri', module), declared, module, routes.length === 0 ? [{}] : routes);
}

function isSocket(api: InfrastructureValue | undefined, module: Module): boolean {
  const declared = api?.kind === 'reference' ? module.declared.get(api.to) : undefined;
  const protocol = declared && valueIn(declared.block, 'protocol_type', module);
  return protocol?.kind === 'text' && protocol.text === 'WEBSOCKET';
}

function namesIn(value: InfrastructureValue): readonly string[] {
  if (value.kind === 'reference') return [value.to];
  return value.kind === 'template' ? value.parts.flatMap(namesIn) : [];
}

/** `aws_api_gateway_integration`; its verb and resource are mostly those of the method it belongs to. */
export function readMethodIntegration(declared: Declared, module: Module): readonly RouteResource[] {
  const written = (name: string): InfrastructureValue | undefined => throughMethod(valueIn(declared.block, name, module), name, module);
  const route = routeOf(written('http_method'), pathOf(written('resource_id'), module, 0));
  return routesTo(valueIn(declared.block, 'uri', module), declared, module, [route]);
}

/** `aws_api_gateway_method.charge.http_method` */
function throughMethod(value: InfrastructureValue | undefined, name: string, module: Module): InfrastructureValue | undefined {
  if (value?.kind !== 'reference' || value.attribute !== name || !value.to.startsWith('aws_api_gateway_method.')) return value;
  const method = module.declared.get(value.to);
  return method && valueIn(method.block, name, module);
}

function pathOf(resource: InfrastructureValue | undefined, module: Module, depth: number): InfrastructureValue | undefined {
  if (resource?.kind !== 'reference' || depth > DEEPEST) return undefined;
  if (resource.attribute === 'root_resource_id') return text('/');
  const block = module.declared.get(resource.to)?.block;
  const part = block && valueIn(block, 'path_part', module);
  const above = block && pathOf(valueIn(block, 'parent_id', module), module, depth + 1);
  return part?.kind === 'text' && above?.kind === 'text' ? text(`${above.text.replace(/\/$/, '')}/${part.text}`) : undefined;
}

/** A function behind a load balancer. */
export function readTargetAttachment(declared: Declared, module: Module): readonly RouteResource[] {
  const target = valueIn(declared.block, 'target_id', module);
  return target?.kind === 'reference' && target.to.startsWith('aws_lambda_') ? routesTo(target, declared, module, [{}]) : [];
}

/** A gateway may call anything by HTTP: that is of no interest. */
function routesTo(target: InfrastructureValue | undefined, { id, at }: Declared, { scope }: Module, routes: readonly Route[]): readonly RouteResource[] {
  if (!target || /^https?:/.test(display(target))) return [];
  return routes.map((route, index) => ({ kind: 'route', id: index === 0 ? id : `${id} ${String(index + 1)}`, scope, at, platform: 'aws_lambda', function: target, ...route }));
}
