import type { FileFacts } from '../../model/file-facts.ts';

/** Code with the quotes of a file. In: code whose literals stand in `'`, and have no quotes inside. */
export function withQuotesOf({ layout: { quote } }: Pick<FileFacts, 'layout'>, code: string): string {
  return code.replaceAll("'", quote);
}
