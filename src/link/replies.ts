import type { LinkedConsumer } from './linked-consumer.ts';
import { isWithin } from './handler.ts';
import { libraryCallees } from './library-calls.ts';
import type { Linker } from './linker.ts';

/** Does a handler answer whoever sent the message? Then it serves requests. */
export function answersSender(linker: Linker, { broker, registered }: LinkedConsumer): boolean {
  const { replies } = broker;
  if (!replies || !registered) return false;
  const { file, fn } = registered;
  const names = new Set(replies.map((key) => key.slice(key.lastIndexOf('.') + 1)));
  return file.calls.some(({ callee, fn: caller }, call) => {
    if (callee.kind !== 'member' || !names.has(callee.name) || !isWithin(file, fn, caller)) return false;
    return libraryCallees(linker, file, call, linker.openFrame(file, caller)).some((each) => replies.includes(linker.names.keyOf(each.callee, each.isNew)));
  });
}
