import type { Suggestion } from '../../model/finding.ts';
import type { UnboundedRequest } from '../requests/unbounded-requests.ts';
import { writeOption } from '../../link/write-option.ts';

/** Sets a timeout where the client is made, or at every call of the file, if all of them can be written there. */
export function boundingRequests({ held: { hold, maker }, calls, files }: UnboundedRequest, seconds: number): readonly Suggestion[] {
  if (files !== undefined) return [];
  const text = hold.bound(seconds * 1000);
  const edits = maker && maker !== 'unseen' ? [hold.made === undefined ? [] : writeOption(maker, hold.made, text)] : calls.map((call) => writeOption(call, callIndex(call, hold.asked), text));
  if (edits.length === 0 || edits.some((each) => each.length === 0)) return [];
  const title = `Give up after ${String(seconds)} s (what the caller does without an answer, and which time is right, is yours to say).`;
  return [{ title, edits: edits.flat() }];
}

/** Where a call's own options stand: of several places the one that is written, else the last. */
function callIndex({ file, call }: UnboundedRequest['calls'][number], asked: UnboundedRequest['held']['hold']['asked'] = {}): number {
  const fact = file.calls[call];
  const name = fact?.callee.kind === 'member' ? fact.callee.name : '*';
  const places = (Object.hasOwn(asked, name) ? asked[name] : asked['*']) ?? [];
  return places.find((index) => fact?.arguments[index]?.kind === 'object') ?? places.at(-1) ?? -1;
}
