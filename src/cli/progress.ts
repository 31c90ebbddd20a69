import type { Terminal } from './terminal.ts';

export interface Progress {
  show(step: string, done: number, total: number): void;
  /** Takes the line away. */
  end(): void;
}

const startOfLine = '\r\u001B[K';
const silent: Progress = { show: () => undefined, end: () => undefined };

/** One line that tells how far the audit is: only for somebody who watches. */
export function progressOn({ environment, errors }: Terminal): Progress {
  if (errors.isTTY !== true || environment['CI'] !== undefined) return silent;
  return {
    show: (step, done, total) => errors.write(`${startOfLine}${step} ${total > 1 ? `${String(done)} of ${String(total)} files` : '…'}`),
    end: () => errors.write(startOfLine),
  };
}
