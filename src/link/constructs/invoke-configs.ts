import type { InfrastructureValue, InvokeResource } from '../../model/infrastructure.ts';
import type { Location } from '../../model/location.ts';
import { type Constructs, SCOPE } from './constructs.ts';
import { functionValue, receiverOf } from './event-sources.ts';
import { destinationIn } from './targets.ts';
import { argumentOf } from './written.ts';
import { type Written, writtenAt } from '../written.ts';

export const invokeNames: readonly string[] = ['aws-lambda.EventInvokeConfig'];

/**
 * On-failure destinations that stand apart from the function: `fn.configureAsyncInvoke({ onFailure })` and
 * `new EventInvokeConfig(…)`. Source: aws-cdk-lib 2.276.0 `aws-lambda/lib/event-invoke-config.d.ts`.
 */
export function readInvokeConfigs(constructs: Constructs): readonly InvokeResource[] {
  const { linker } = constructs;
  const made = constructs.all
    .filter(({ name }) => invokeNames.includes(name))
    .map((construct) => {
      const target = constructs.property(construct, 'function');
      const entities = target === undefined || target === 'unknown' ? [] : target.entities;
      return invoke(constructs, functionValue(constructs, entities), constructs.property(construct, 'onFailure'), construct.at);
    });
  const configured = constructs.callsOf('configureAsyncInvoke').map(({ reference }) =>
    invoke(
      constructs,
      functionValue(constructs, receiverOf(constructs, reference)),
      writtenAt(linker, argumentOf(linker, reference, 0), 'onFailure'),
      constructs.at(reference),
    ),
  );
  return [...made, ...configured];
}

function invoke(constructs: Constructs, fn: InfrastructureValue, onFailure: Written, at: Location): InvokeResource {
  return { kind: 'invoke', id: constructs.newId('invoke'), scope: SCOPE, at, function: fn, asynchronousDeadLetter: destinationIn(constructs, onFailure, at) };
}
