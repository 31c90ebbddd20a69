import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { REST, valueOf } from '../bicep/evaluate.ts';
import type { SourceText } from '../reading/source-text.ts';
import { numberOf, template, text } from '../reading/value.ts';
import { entryOf, textOf, type Tree, treeAt } from '../tree/tree.ts';

/** A resource of Azure as a Bicep file or an ARM template declares it. */
export interface AzureResource {
  readonly id: string;
  readonly scope: string;
  /** In small letters, without its version: `microsoft.servicebus/namespaces/queues`. */
  readonly type: string;
  /** Without the names of its parents. */
  readonly name: InfrastructureValue;
  readonly parent?: InfrastructureValue;
  readonly body: Tree;
  readonly at: Location;
  readonly source: SourceText;
}

/** `namespace/orders`: names of parents stand before. */
export function lastName(value: InfrastructureValue): InfrastructureValue {
  return namesIn(value).at(-1) ?? value;
}

/** The name before the last one: of a topic, where the last one is that of a subscription. */
export function parentName(value: InfrastructureValue): InfrastructureValue | undefined {
  return namesIn(value).at(-2);
}

function namesIn(value: InfrastructureValue): readonly InfrastructureValue[] {
  const names: InfrastructureValue[][] = [[]];
  for (const part of value.kind === 'template' ? value.parts : [value]) {
    const [first = '', ...others] = part.kind === 'text' ? part.text.split('/') : [];
    names.at(-1)?.push(part.kind === 'text' ? text(first) : part);
    names.push(...others.map((other) => [text(other)]));
  }
  return names.map(template);
}

/** A property; `undefined`: nothing is written there. `'unknown'`: something may be. */
export function propertyOf({ body }: AzureResource, name: string): Tree | 'unknown' | undefined {
  const properties = treeAt(body, 'properties');
  if (!properties) return entryOf(body, REST) ? 'unknown' : undefined;
  if (properties.kind !== 'map') return 'unknown';
  const found = entryOf(properties, name)?.value;
  if (found) return found.kind === 'scalar' && found.value === null ? undefined : found;
  return entryOf(properties, REST) ? 'unknown' : undefined;
}

export function numberIn(resource: AzureResource, name: string): number | undefined {
  const found = propertyOf(resource, name);
  return found === 'unknown' || found === undefined ? undefined : numberOf(valueOf(found));
}

export function valueIn(resource: AzureResource, name: string): InfrastructureValue | undefined {
  const found = propertyOf(resource, name);
  return found === 'unknown' || found === undefined ? undefined : valueOf(found);
}

/** `P14D`, `PT1M30S`: seconds. */
export function secondsIn(resource: AzureResource, name: string): number | undefined {
  const found = propertyOf(resource, name);
  const match = found === 'unknown' ? null : /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(textOf(found) ?? '');
  if (!match) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
