import type { Entity, ExternalEntity } from '../entity.ts';
import { plainText } from '../entity.ts';
import type { Construct, Constructs } from './constructs.ts';
import { receiverOf } from './event-sources.ts';
import { isConstructPackage } from './names.ts';
import { systemOf } from './queues.ts';
import { argumentOf } from './written.ts';
import { writtenAt, writtenIn } from '../written.ts';

/**
 * Queues whose redrive policy is set beside their construct: `cfnQueue.addPropertyOverride('RedrivePolicy', …)` and
 * `cfnQueue.redrivePolicy = …`, the CDK's escape hatches. Where it is not seen which queue is meant, it may be any.
 */
export function changedQueues(constructs: Constructs): ReadonlySet<string> {
  const { linker } = constructs;
  const calls = ['addPropertyOverride', 'addOverride'].flatMap((method) => constructs.callsOf(method));
  const overridden = calls.filter(({ reference }) => argumentOf(linker, reference, 0).some((entity) => mayBeRedrivePolicy(plainText(entity))));
  const owners = overridden.map(({ reference }) => receiverOf(constructs, reference).map((entity) => behind(constructs, entity)).find((each) => each !== undefined));
  if (owners.includes(undefined) || isWritten(constructs)) return new Set(constructs.all.filter((each) => systemOf(each) === 'aws_sqs').map(({ id }) => id));
  return new Set(owners.flatMap((owner) => (owner ? [owner.id] : [])));
}

function mayBeRedrivePolicy(path: string | undefined): boolean {
  return path === undefined || /^(?:Properties\.)?RedrivePolicy\b/.test(path);
}

/** `queue.node.defaultChild` */
function behind(constructs: Constructs, entity: Entity): Construct | undefined {
  if (entity.is !== 'external') return undefined;
  for (let at: ExternalEntity | undefined = entity; at; at = at.of) {
    const found = constructs.find([at]);
    if (found) return found;
  }
  return undefined;
}

function isWritten({ linker }: Constructs): boolean {
  return [...linker.files.values()].some(
    ({ imports, bindings, functions }) =>
      imports.some(isConstructPackage) &&
      (bindings.some(({ writes }) => writes?.some(({ path }) => path.at(-1) === 'redrivePolicy')) ||
        functions.some(({ thisWrites }) => thisWrites?.some(({ path }) => path.length > 1 && path.at(-1) === 'redrivePolicy'))),
  );
}

/**
 * SST: `app.setDefaultFunctionProps({ onFailure })` gives every function what it does not have itself.
 * Source: sst 2.48.5 `constructs/Function.js`: `stack.defaultFunctionProps` are merged into each function's properties.
 */
export function hasDefaultDeadLetter(constructs: Constructs): boolean {
  return constructs.callsOf('setDefaultFunctionProps').some(({ reference }) => {
    const properties = argumentOf(constructs.linker, reference, 0);
    return (
      writtenIn(properties) === 'unknown' ||
      ['deadLetterQueue', 'deadLetterTopic', 'deadLetterQueueEnabled', 'onFailure'].some((name) => writtenAt(constructs.linker, properties, name) !== undefined)
    );
  });
}
