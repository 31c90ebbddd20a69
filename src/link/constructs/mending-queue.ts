import type { Edit, Suggestion } from '../../model/finding.ts';
import type { Linker } from '../linker.ts';
import { writeOption } from '../write-option.ts';
import type { Construct } from './constructs.ts';

/** What of a `new` is written in place: the class, the scope it is made in, its id. */
interface Made {
  readonly cls: string;
  readonly scope: string;
  readonly quote: string;
  readonly id: string;
}

/**
 * A second queue, made where the first one asks for it: `deadLetterQueue: { queue: new Queue(this, 'OrdersDeadLetters'), … }`.
 * Source: aws-cdk-lib 2.276.0 `aws-sqs/lib/queue.d.ts`, `QueueProps.deadLetterQueue`.
 */
export function deadLetterFor({ written }: Linker, { made: { file, call } }: Construct, fifo: boolean): Suggestion | undefined {
  const fact = file.calls[call];
  const text = fact && written.textOf(file.file, fact.span);
  const made = text === undefined ? undefined : madeIn(/^new\s+(?<cls>[\w$.]+)\(\s*(?<scope>[\w$.]+),\s*(?<quote>['"])(?<id>[\w-]+)['"]\s*[,)]/.exec(text));
  if (!made) return undefined;
  const queue = `new ${made.cls}(${made.scope}, ${made.quote}${made.id}DeadLetters${made.quote}${fifo ? ', { fifo: true }' : ''})`;
  return withOption({ file, call }, 2, `deadLetterQueue: { queue: ${queue}, maxReceiveCount: 5 }`, 'five');
}

/** The same in a program of SST 3: `dlq: new sst.aws.Queue('OrdersDeadLetters').arn`. Source: sst 3 `platform/src/components/aws/queue.ts`. */
export function deadLetterForIon({ written }: Linker, { made: { file, call } }: Construct, fifo: boolean): Suggestion | undefined {
  const fact = file.calls[call];
  const text = fact && written.textOf(file.file, fact.span);
  const made = text === undefined ? undefined : madeIn(/^new\s+(?<cls>[\w$.]+)\(\s*(?<quote>['"])(?<id>[\w-]+)['"]\s*[,)]/.exec(text));
  if (!made) return undefined;
  return withOption({ file, call }, 1, `dlq: new ${made.cls}(${made.quote}${made.id}DeadLetters${made.quote}${fifo ? ', { fifo: true }' : ''}).arn`, 'three');
}

function madeIn(match: RegExpExecArray | null): Made | undefined {
  const { cls, scope = '', quote, id } = match?.groups ?? {};
  return cls === undefined || quote === undefined || id === undefined ? undefined : { cls, scope, quote, id };
}

function withOption(call: Pick<Construct['made'], 'file' | 'call'>, index: number, text: string, tries: string): Suggestion | undefined {
  const edits: readonly Edit[] = writeOption(call, index, [text]);
  return edits.length === 0 ? undefined : { title: `Add a dead-letter queue, and send there what failed ${tries} times (who looks at it is yours to say).`, edits };
}
