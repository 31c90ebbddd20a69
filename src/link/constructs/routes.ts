import type { InfrastructureValue, RouteResource } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { isEntityBeyond } from '../cuts.ts';
import { type Entity, type ExternalEntity, plainText } from '../entity.ts';
import { type Constructs, SCOPE } from './constructs.ts';
import { functionValue, receiverOf } from './event-sources.ts';
import { constructName } from './names.ts';
import { methodNamed } from './route-key.ts';
import { argumentOf, partOf } from './written.ts';
import { writtenAt } from '../written.ts';

/**
 * What puts a function behind a gateway or a load balancer, and which argument the function is.
 * Source: aws-cdk-lib 2.276.0 `aws-apigateway/lib/integrations/lambda.d.ts`, `aws-apigatewayv2-integrations/lib/http/lambda.d.ts`,
 * `aws-elasticloadbalancingv2-targets/lib/lambda-target.d.ts`; the packages before version 2.112 end in `-alpha`.
 */
const integrations: Readonly<Record<string, number>> = {
  'aws-apigateway.LambdaIntegration': 0,
  'aws-apigatewayv2-integrations.HttpLambdaIntegration': 1,
  'aws-apigatewayv2-integrations-alpha.HttpLambdaIntegration': 1,
  'aws-elasticloadbalancingv2-targets.LambdaTarget': 0,
};

/** Constructs that are given a function itself, and under which name. Source: `aws-apigateway/lib/lambda-api.d.ts`, `aws-lambda/lib/function-url.d.ts`. */
const holders: Readonly<Record<string, string>> = {
  'aws-apigateway.LambdaRestApi': 'handler',
  'aws-lambda.FunctionUrl': 'function',
};

export const routeNames: readonly string[] = Object.keys(holders);

/** Functions that programs of the CDK put behind HTTP. */
export function readRoutes(constructs: Constructs): readonly RouteResource[] {
  return [...integrated(constructs), ...methods(constructs), ...routes(constructs), ...held(constructs), ...urls(constructs)];
}

interface Written {
  readonly method?: string;
  readonly path?: string;
}

function route(constructs: Constructs, fn: InfrastructureValue, at: Location, written: Written = {}): readonly RouteResource[] {
  if (fn.kind !== 'reference') return [];
  return [{ kind: 'route', id: constructs.newId('route'), scope: SCOPE, at, platform: 'aws_lambda', function: fn, ...written }];
}

/** Every integration, whatever it is given to. */
function integrated(constructs: Constructs): readonly RouteResource[] {
  const names = new Set(Object.keys(integrations).map((name) => name.split('.').at(-1) ?? name));
  return [...names].flatMap((name) =>
    constructs.callsOf(name).flatMap(({ name: made, reference }) => {
      const index = integrations[made];
      return index === undefined ? [] : route(constructs, functionValue(constructs, argumentOf(constructs.linker, reference, index)), constructs.at(reference));
    }),
  );
}

/** The function of `new LambdaIntegration(fn)`. */
function functionOf(constructs: Constructs, entities: readonly Entity[]): InfrastructureValue {
  const found = entities.flatMap((entity): readonly Entity[] => {
    if (entity.is !== 'external' || entity.from !== 'new' || !entity.call || !entity.of) return [];
    const index = integrations[constructName(entity.of) ?? ''];
    return index === undefined ? [] : argumentOf(constructs.linker, entity.call, index);
  });
  return functionValue(constructs, found);
}

/** `api.root.addResource('orders').addMethod('POST', integration)` */
function methods(constructs: Constructs): readonly RouteResource[] {
  const { linker } = constructs;
  return constructs.callsOf('addMethod').flatMap(({ reference }) => {
    const [verb] = argumentOf(linker, reference, 0).map(plainText);
    const path = pathOf(constructs, receiverOf(constructs, reference));
    return route(constructs, functionOf(constructs, argumentOf(linker, reference, 1)), constructs.at(reference), { ...methodNamed(verb), ...(path !== undefined && { path }) });
  });
}

/** `api.root.addResource('orders').addResource('{id}')` */
function pathOf(constructs: Constructs, entities: readonly Entity[]): string | undefined {
  const [only, second] = entities;
  let at: ExternalEntity | undefined = !second && only?.is === 'external' ? only : undefined;
  const parts: string[] = [];
  for (let depth = 0; at && !isEntityBeyond(depth, 30, at, 'paths of more than 30 parts'); depth += 1) {
    if (at.from === 'member' && at.name === 'root') return `/${parts.join('/')}`;
    if (at.from !== 'call' || !at.call || !/^(?:addResource|resourceForPath)$/.test(at.of?.name ?? '')) return undefined;
    const [part] = argumentOf(constructs.linker, at.call, 0).map(plainText);
    if (part === undefined) return undefined;
    parts.unshift(part.replace(/^\/|\/$/g, ''));
    at = at.of?.of;
  }
  return undefined;
}

/** `api.addRoutes({ path, methods, integration })` */
function routes(constructs: Constructs): readonly RouteResource[] {
  const { linker } = constructs;
  return constructs.callsOf('addRoutes').flatMap(({ reference }) => {
    const given = argumentOf(linker, reference, 0);
    const fn = functionOf(constructs, partOf(writtenAt(linker, given, 'integration')));
    const [path] = partOf(writtenAt(linker, given, 'path')).map(plainText);
    const listed = partOf(writtenAt(linker, given, 'methods')).flatMap((entity) => (entity.is === 'list' ? entity.items.flat() : [entity]));
    const verbs = listed.map((entity) => (entity.is === 'external' && entity.from === 'member' ? entity.name : undefined));
    const all = verbs.length === 0 ? [undefined] : verbs;
    return all.flatMap((verb) => route(constructs, fn, constructs.at(reference), { ...methodNamed(verb), ...(path !== undefined && { path }) }));
  });
}

function held(constructs: Constructs): readonly RouteResource[] {
  return constructs.all.flatMap((construct) => {
    const property = holders[construct.name];
    return property === undefined ? [] : route(constructs, functionValue(constructs, partOf(constructs.property(construct, property))), construct.at);
  });
}

/** `fn.addFunctionUrl()` */
function urls(constructs: Constructs): readonly RouteResource[] {
  return constructs.callsOf('addFunctionUrl').flatMap(({ reference }) => route(constructs, functionValue(constructs, receiverOf(constructs, reference)), constructs.at(reference)));
}
