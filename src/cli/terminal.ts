/** What the command line program touches of the process it runs in. */
export interface Terminal {
  /** The working directory. */
  readonly folder: string;
  readonly environment: Readonly<Partial<Record<string, string>>>;
  readonly output: Writer;
  readonly errors: Writer;
}

export interface Writer {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** As https://no-color.org and Node say. */
export function wantsColour({ environment, output }: Terminal): boolean {
  const { NO_COLOR, FORCE_COLOR } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return output.isTTY === true;
}
