import type { CallReference } from '../../link/entity.ts';
import type { Linker } from '../../link/linker.ts';
import type { Suggestion } from '../../model/finding.ts';
import { inFrontOf } from './beside-statement.ts';

/** Sets a limit on the channel in front of `consume`. Source: amqplib 2.3.1 `lib/channel_model.js`: it holds for the consumers that follow. */
export function limitingChannel({ written }: Linker, { file, call }: CallReference): readonly Suggestion[] {
  const fact = file.calls[call];
  const statement = fact && written.statementAt(file.file, fact.span);
  const found = statement && /^(?:const [^=]+= )?(?<waits>await )?(?<channel>(?:this\.)?\w+)\.consume\(/.exec(statement.text);
  const { channel, waits = '' } = found?.groups ?? {};
  if (!statement || channel === undefined) return [];
  return [{ title: 'Take up to 10 messages at once (how many is right is yours to say).', edits: [inFrontOf({ ...statement, closed: true }, `${waits}${channel}.prefetch(10)${fact.use.as === 'dropped' && !statement.closed ? '' : ';'}`)] }];
}
