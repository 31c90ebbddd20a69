import type { RouteResource } from '../../model/infrastructure.ts';
import { routeOf } from '../reading/route.ts';
import { locate } from '../reading/source-text.ts';
import { reference } from '../reading/value.ts';
import { entriesOf, textOf, treeAt } from '../tree/tree.ts';
import { settingAt, valueAt } from './setting.ts';
import type { Declared, Template } from './template.ts';

/**
 * The `Events` of a SAM function that bring requests, and its own URL.
 * Source: the reference of AWS SAM, `AWS::Serverless::Function`, `Api`, `HttpApi`, `FunctionUrlConfig`.
 */
export function readSamRoutes({ id, properties, at }: Declared, template: Template): readonly RouteResource[] {
  const route = { kind: 'route', scope: template.scope, platform: 'aws_lambda', function: reference(id) } as const;
  const events = entriesOf(treeAt(properties, 'Events')).flatMap(({ key, value, span }): readonly RouteResource[] => {
    if (!/^(?:Http)?Api$/.test(textOf(treeAt(value, 'Type')) ?? '')) return [];
    const settings = treeAt(value, 'Properties');
    const written = routeOf(valueAt(settings, ['Method'], template), valueAt(settings, ['Path'], template));
    return [{ ...route, id: `${id}${key}`, at: locate(template.source, span), ...written }];
  });
  return settingAt(properties, ['FunctionUrlConfig']) === undefined ? events : [...events, { ...route, id: `${id}Url`, at }];
}
