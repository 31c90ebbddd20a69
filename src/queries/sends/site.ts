import type { FileFacts } from '../../model/file-facts.ts';

/** A call that sends, or of a function that does nothing but send. */
export interface Site {
  readonly file: FileFacts;
  readonly call: number;
}

export function keyOf({ file, call }: Site): string {
  return `${file.file}#${String(call)}`;
}
