import type { RouteResource } from '../../model/infrastructure.ts';
import { valueAt } from '../aws/setting.ts';
import { valueOf } from '../aws/intrinsics.ts';
import { type Route, routeOf, routeOfKey } from '../reading/route.ts';
import { locate } from '../reading/source-text.ts';
import { reference } from '../reading/value.ts';
import { entriesOf, itemsOf, type Tree, treeAt } from '../tree/tree.ts';
import type { Service } from './service.ts';

/**
 * The requests that come to a function: `http: POST orders`, `httpApi: '*'`, `alb`, and its own `url`.
 * Source: serverless 3.40.0 `lib/plugins/aws/package/compile/events/{api-gateway,http-api,alb}`, `lib/plugins/aws/provider.js`; the same in 4.
 */
export function readRoutes(id: string, settings: Tree, service: Service): readonly RouteResource[] {
  const { scope, source } = service.template;
  const base = { kind: 'route', scope, platform: 'aws_lambda', function: reference(id) } as const;
  const events = itemsOf(treeAt(settings, 'events')).flatMap((event, index) =>
    entriesOf(event).flatMap(({ key, value }): readonly RouteResource[] => {
      const route = readers.get(key)?.(value, service);
      return route ? [{ ...base, id: `${id}.events.${String(index)}`, at: locate(source, event.span), ...route }] : [];
    }),
  );
  const url = treeAt(settings, 'url');
  const hasUrl = url !== undefined && !(url.kind === 'scalar' && (url.value === false || url.value === null));
  return hasUrl ? [...events, { ...base, id: `${id}.url`, at: locate(source, settings.span) }] : events;
}

const readers = new Map<string, (settings: Tree, service: Service) => Route>([
  ['http', gateway],
  ['httpApi', gateway],
  ['alb', loadBalancer],
]);

function gateway(settings: Tree, { template }: Service): Route {
  if (settings.kind !== 'map') return routeOfKey(valueOf(settings, template));
  return routeOf(valueAt(settings, ['method'], template), valueAt(settings, ['path'], template));
}

/** The first of its conditions, where it has several. */
function loadBalancer(settings: Tree, { template }: Service): Route {
  const first = (name: string): ReturnType<typeof valueOf> | undefined => {
    const written = treeAt(settings, 'conditions', name);
    const [only, second] = written?.kind === 'list' ? written.items : [written];
    return only && !second ? valueOf(only, template) : undefined;
  };
  return routeOf(first('method'), first('path'));
}
