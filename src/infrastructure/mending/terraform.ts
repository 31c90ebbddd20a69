import type { Edit, Suggestion } from '../../model/finding.ts';
import type { Block } from '../hcl/syntax.ts';
import type { SourceText } from '../reading/source-text.ts';
import { ADD_QUEUE, indentAt, insertion, suggestion } from './insertion.ts';

/**
 * `redrive_policy` as the last setting of a queue, and the queue it names below. Nothing is suggested for a block that
 * stands for several queues.
 */
export function redriveSuggestion(source: SourceText, block: Block, fifo: boolean): Suggestion | undefined {
  const [, name] = block.labels;
  const closing = closingOf(source, block);
  if (name === undefined || closing === undefined || block.attributes.some((each) => ['count', 'for_each'].includes(each.name))) return undefined;
  const other = `${name}_dead_letters`;
  const policy = [
    '  redrive_policy = jsonencode({',
    `    deadLetterTargetArn = aws_sqs_queue.${other}.arn`,
    '    maxReceiveCount     = 5',
    '  })',
    '',
  ];
  const queue = ['', '', `resource "aws_sqs_queue" "${other}" {`, ...(fifo ? [`  fifo_queue                = true`] : []), '  message_retention_seconds = 1209600', '}'];
  return suggestion(ADD_QUEUE, insertion(source, closing.lineStart, policy.join('\n')), insertion(source, closing.at + 1, queue.join('\n')));
}

/** Has a mapping read which messages failed. A blank line keeps what stands above as it is aligned. */
export function reporting(source: SourceText, block: Block): readonly Edit[] | undefined {
  const closing = closingOf(source, block);
  return closing && [insertion(source, closing.lineStart, '\n  function_response_types = ["ReportBatchItemFailures"]\n')];
}

/** The brace that ends a block, where it stands on a line of its own. */
function closingOf(source: SourceText, { span: [start, end] }: Block): { readonly at: number; readonly lineStart: number } | undefined {
  const at = source.text.lastIndexOf('}', end - 1);
  const indent = indentAt(source, at);
  return at < start || indent === undefined ? undefined : { at, lineStart: at - indent.length };
}
