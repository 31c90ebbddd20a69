import type { WrittenDeadLetter } from '../../model/infrastructure.ts';
import { intrinsicOf, valueOf } from '../aws/intrinsics.ts';
import { settingAt } from '../aws/setting.ts';
import { locate } from '../reading/source-text.ts';
import { reference, unknown } from '../reading/value.ts';
import { type Tree, treeAt } from '../tree/tree.ts';
import type { Service } from './service.ts';

/** `destinations.onFailure`: an ARN, an object with one, or the name of another function of the service. */
export function onFailureOf(settings: Tree | undefined, service: Service): WrittenDeadLetter {
  const { template, functionNames } = service;
  const setting = settingAt(settings, ['destinations', 'onFailure']);
  if (typeof setting !== 'object') return setting;
  const target = arnIn(setting.tree, service);
  const isFunction = target.kind === 'text' && functionNames.has(target.text);
  return {
    target: isFunction ? reference(`functions.${target.text}`) : target,
    at: locate(template.source, setting.span),
  };
}

/** Events take their source as an ARN alone or as `arn` among other settings. */
export function arnIn(tree: Tree, { template }: Service): ReturnType<typeof valueOf> {
  if (tree.kind !== 'map' || intrinsicOf(tree)) return valueOf(tree, template);
  const arn = treeAt(tree, 'arn');
  return arn === undefined ? unknown('no ARN is written') : valueOf(arn, template);
}
