import type { BindingResource } from '../../model/infrastructure.ts';
import { plainText } from '../entity.ts';
import { type Construct, type Constructs, SCOPE } from './constructs.ts';
import { argumentsOf } from './names.ts';
import { argumentOf } from './written.ts';

/**
 * Under which name functions find what they are linked to: `Resource.Orders` in SST v3, `Queue.Orders` in v2.
 * Source: `getSSTLink` in sst 3 `platform/src/components/aws/{queue,sns-topic,bus,kinesis-stream}.ts`;
 * `getBindings` in sst 2.49.8 `constructs/{Queue,Topic,EventBus,KinesisStream}.js`.
 */
const owners: Readonly<Record<string, string>> = {
  'ion.aws.Queue': 'Resource',
  'ion.aws.SnsTopic': 'Resource',
  'ion.aws.Bus': 'Resource',
  'ion.aws.KinesisStream': 'Resource',
  'sst.Queue': 'Queue',
  'sst.Topic': 'Topic',
  'sst.EventBus': 'EventBus',
  'sst.KinesisStream': 'KinesisStream',
};

export function readLinks(constructs: Constructs): readonly BindingResource[] {
  return constructs.all.flatMap((construct) => {
    const owner = owners[construct.name];
    const name = owner === undefined ? undefined : nameOf(constructs, construct);
    if (owner === undefined || name === undefined) return [];
    return [{ kind: 'binding', id: constructs.newId('link'), scope: SCOPE, at: construct.at, name: `${owner}.${name}`, value: { kind: 'reference', to: construct.id } }];
  });
}

function nameOf({ linker }: Constructs, { name, made }: Construct): string | undefined {
  const [only, second] = argumentOf(linker, made, argumentsOf(name).name);
  return only && !second ? plainText(only) : undefined;
}
