import type { Suggestion } from '../../model/finding.ts';
import type { Block } from '../hcl/syntax.ts';
import type { SourceText } from '../reading/source-text.ts';
import { ADD_QUEUE, indentAt, insertion, suggestion } from './insertion.ts';

/**
 * `redrive_policy` as the last setting of a queue, and the queue it names below. Nothing is suggested for a block that
 * stands for several queues.
 */
export function redriveSuggestion(source: SourceText, block: Block, fifo: boolean): Suggestion | undefined {
  const [, name] = block.labels;
  const [start, end] = block.span;
  const close = source.text.lastIndexOf('}', end - 1);
  const indent = indentAt(source, close);
  if (name === undefined || close < start || indent === undefined || block.attributes.some((each) => ['count', 'for_each'].includes(each.name))) return undefined;
  const other = `${name}_dead_letters`;
  const policy = [
    '  redrive_policy = jsonencode({',
    `    deadLetterTargetArn = aws_sqs_queue.${other}.arn`,
    '    maxReceiveCount     = 5',
    '  })',
    '',
  ];
  const queue = ['', '', `resource "aws_sqs_queue" "${other}" {`, ...(fifo ? [`  fifo_queue                = true`] : []), '  message_retention_seconds = 1209600', '}'];
  return suggestion(ADD_QUEUE, insertion(source, close - indent.length, policy.join('\n')), insertion(source, close + 1, queue.join('\n')));
}
