import { digestOf } from '../workspace/files/digest.ts';
import { readEntry, writeEntry } from './entry.ts';

/** What an analysis says of one file: digests of its text and of what was found in it. */
export interface Verdict {
  readonly file: string;
  readonly text: string;
  readonly found: string;
}

interface Kept {
  readonly fingerprint: string;
  /** What was found, by file and text, since the fingerprint is what it is. */
  readonly found: Readonly<Record<string, string>>;
}

const most = 200_000;

/**
 * A text that stays the same as long as no file of the same text is judged differently. So whoever keeps what was found
 * in a file, as ESLint's `--cache` does, may believe it as long as the file and this are the same, however much other
 * files changed. In: where it is remembered; where it cannot be, it changes with everything that is found.
 */
export function fingerprintOf(file: string | undefined, verdicts: readonly Verdict[]): string {
  const now = Object.fromEntries(verdicts.map(({ file: name, text, found }) => [`${name} ${text}`, found]));
  const whole = digestOf(JSON.stringify(now));
  if (file === undefined) return whole;
  // It is what was written below: the check tells.
  const kept = readEntry(file) as Kept | undefined;
  if (kept && agrees(kept, now)) return keep(file, kept, { fingerprint: kept.fingerprint, found: { ...kept.found, ...now } });
  // Never one that was given before: texts that were judged under it are forgotten now.
  return keep(file, kept, { fingerprint: digestOf(whole, String(Date.now()), String(Math.random())), found: now });
}

function agrees({ found }: Kept, now: Kept['found']): boolean {
  const known = new Map(Object.entries(found));
  return known.size < most && Object.entries(now).every(([key, each]) => (known.get(key) ?? each) === each);
}

function keep(file: string, before: Kept | undefined, after: Kept): string {
  const isNew = before?.fingerprint !== after.fingerprint || Object.keys(before.found).length < Object.keys(after.found).length;
  return !isNew || writeEntry(file, after) ? after.fingerprint : digestOf(JSON.stringify(after.found));
}
