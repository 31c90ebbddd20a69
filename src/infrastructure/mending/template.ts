import type { Suggestion } from '../../model/finding.ts';
import type { SourceText } from '../reading/source-text.ts';
import type { MapTree } from '../tree/tree.ts';
import { ADD_QUEUE, indentAt, insertion, suggestion } from './insertion.ts';

export interface QueueInTemplate {
  readonly id: string;
  readonly fifo: boolean;
  /** Offset of its key. */
  readonly start: number;
  readonly properties: MapTree;
}

/**
 * A second queue before the queue, and a redrive policy as its first property. Nothing is suggested where the lines of
 * the file say nothing about how it is indented.
 */
export function redriveSuggestion(source: SourceText, queue: QueueInTemplate): Suggestion | undefined {
  if (/\.[cm]?[jt]s$/.test(source.file)) return inLiteral(source, queue);
  const isJson = source.text[queue.start] === '"';
  return isJson ? inJson(source, queue) : inYaml(source, queue);
}

function inYaml(source: SourceText, queue: QueueInTemplate): Suggestion | undefined {
  return besideAndInside(source, queue, (step) => {
    const other = `${queue.id}DeadLetters`;
    return {
      beside: [`${other}:`, `${step}Type: AWS::SQS::Queue`, `${step}Properties:`, ...(queue.fifo ? [`${step}${step}FifoQueue: true`] : []), `${step}${step}MessageRetentionPeriod: 1209600`],
      inside: ['RedrivePolicy:', `${step}deadLetterTargetArn: !GetAtt ${other}.Arn`, `${step}maxReceiveCount: 5`],
    };
  });
}

/** The same in a program of Pulumi YAML. */
export function redriveInPulumi(source: SourceText, queue: QueueInTemplate): Suggestion | undefined {
  if (!/^\w+$/.test(queue.id) || source.text[queue.start] === '"') return undefined;
  return besideAndInside(source, queue, (step) => {
    const other = `${queue.id}DeadLetters`;
    return {
      beside: [`${other}:`, `${step}type: aws:sqs:Queue`, `${step}properties:`, ...(queue.fifo ? [`${step}${step}fifoQueue: true`] : []), `${step}${step}messageRetentionSeconds: 1209600`],
      inside: ['redrivePolicy:', `${step}fn::toJSON:`, `${step}${step}deadLetterTargetArn: \${${other}.arn}`, `${step}${step}maxReceiveCount: 5`],
    };
  });
}

interface Lines {
  /** Of the other queue, which comes first. */
  readonly beside: readonly string[];
  /** Of the first property of the queue. */
  readonly inside: readonly string[];
}

function besideAndInside(source: SourceText, { start, properties }: QueueInTemplate, linesOf: (step: string) => Lines): Suggestion | undefined {
  const outer = indentAt(source, start);
  const [first] = properties.span;
  const inner = indentAt(source, first);
  if (outer === undefined || inner === undefined || inner.length <= outer.length) return undefined;
  const { beside, inside } = linesOf(' '.repeat(Math.max(1, Math.floor((inner.length - outer.length) / 2))));
  return suggestion(ADD_QUEUE, insertion(source, start, `${beside.join(`\n${outer}`)}\n${outer}`), insertion(source, first, `${inside.join(`\n${inner}`)}\n${inner}`));
}

function inJson(source: SourceText, { id, fifo, start, properties }: QueueInTemplate): Suggestion | undefined {
  const [open] = properties.span;
  if (source.text[open] !== '{' || properties.entries.size === 0) return undefined;
  const other = `${id}DeadLetters`;
  const settings = { ...(fifo && { FifoQueue: true }), MessageRetentionPeriod: 1_209_600 };
  const queue = `${JSON.stringify(other)}: ${JSON.stringify({ Type: 'AWS::SQS::Queue', Properties: settings })}`;
  const policy = `"RedrivePolicy": ${JSON.stringify({ deadLetterTargetArn: { 'Fn::GetAtt': [other, 'Arn'] }, maxReceiveCount: 5 })},`;
  const indent = indentAt(source, start);
  return suggestion(ADD_QUEUE, insertion(source, start, `${queue},${indent === undefined ? ' ' : `\n${indent}`}`), insertion(source, open + 1, ` ${policy}`));
}

function inLiteral(source: SourceText, { id, fifo, start, properties }: QueueInTemplate): Suggestion | undefined {
  const [open] = properties.span;
  const indent = indentAt(source, start);
  if (source.text[open] !== '{' || indent === undefined || properties.entries.size === 0 || !/^\w+$/.test(id)) return undefined;
  const other = `${id}DeadLetters`;
  const settings = `${fifo ? 'FifoQueue: true, ' : ''}MessageRetentionPeriod: 1209600`;
  const queue = `${other}: { Type: 'AWS::SQS::Queue', Properties: { ${settings} } },\n${indent}`;
  const policy = ` RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['${other}', 'Arn'] }, maxReceiveCount: 5 },`;
  return suggestion(ADD_QUEUE, insertion(source, start, queue), insertion(source, open + 1, policy));
}
