import type { LinkedDeclaration } from '../../link/declarations.ts';
import type { Linker } from '../../link/linker.ts';
import type { Suggestion } from '../../model/finding.ts';
import { writeOption } from '../../link/write-option.ts';
import { inFrontOf } from './beside-statement.ts';

/**
 * Declares a second queue in front of the first, and sends there what is rejected, by the exchange without a name, which
 * knows each queue by its own. Source: amqplib 2.3.1 `lib/api_args.js`; RabbitMQ's pages on dead lettering and exchanges.
 */
export function deadLetterQueueFor({ written }: Linker, { key, library }: LinkedDeclaration): readonly Suggestion[] {
  if (key !== 'Channel.assertQueue' || !library) return [];
  const { file, call } = library.reference;
  const fact = file.calls[call];
  const statement = fact && written.statementAt(file.file, fact.span);
  const found = statement && /^(?:const [^=]+= )?(?<waits>await )?(?<channel>(?:this\.)?\w+)\.assertQueue\(\s*(?<quote>['"])(?<name>[\w.:-]+)['"]/.exec(statement.text);
  const { channel, quote, name, waits = '' } = found?.groups ?? {};
  if (!statement || channel === undefined || quote === undefined || name === undefined) return [];
  const other = `${quote}${name}.dead-letters${quote}`;
  const options = writeOption({ file, call }, 1, [`deadLetterExchange: ${quote}${quote}`, `deadLetterRoutingKey: ${other}`]);
  if (options.length === 0) return [];
  const title = 'Add a dead-letter queue. RabbitMQ refuses new arguments of a queue that exists (406): delete that first, or set them by a policy.';
  return [{ title, edits: [inFrontOf(statement, `${waits}${channel}.assertQueue(${other}, { durable: true });`), ...options] }];
}
