import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Asked, CacheOptions } from '../../cache/project-cache.ts';
import type { FileReads } from '../../facts/watched.ts';
import type { Finding } from '../../model/finding.ts';
import type { Seen } from '../../model/seen.ts';
import type { Settings } from '../../model/settings.ts';

/** What is to be analysed in the background. */
export interface Task {
  readonly root: string;
  readonly settings: Settings;
  /** Unsaved text by absolute path. */
  readonly overlay: ReadonlyMap<string, string>;
  /** Files that are being edited. */
  readonly edited: ReadonlySet<string>;
  /** Rules with options of their own, beside all rules with their usual ones. */
  readonly questions: readonly Asked[];
  /** Where it is kept. */
  readonly cache?: CacheOptions;
}

/** What an analysis in the background found; data only. */
export type Answer =
  | { readonly done: false; readonly fault: string }
  | {
      readonly done: true;
      readonly seen: readonly Seen[];
      /** Digests of the texts that were read, by file. */
      readonly texts: ReadonlyMap<string, string>;
      /** What was read of the files that are being edited, where their text was not. */
      readonly reads: ReadonlyMap<string, FileReads>;
      /** By question; a text is the fault of a rule. */
      readonly found: ReadonlyMap<string, readonly Finding[] | string>;
    };

/** Analyses in a thread of its own, one task at a time. */
export interface Background {
  /** Out: the answer, if it comes within so many milliseconds; else `arrived` gives it later. */
  ask(task: Task, patience: number): Answer | undefined;
  /** Out: the answer, once, when it is there. */
  arrived(): Answer | undefined;
}

/** In: the file of the thread's program. The thread is started when something is asked, and keeps no process alive. */
export function openBackground(program: URL): Background {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1: own, port2: other } = new MessageChannel();
  let worker: Worker | undefined;
  let fault: string | undefined;

  const start = (): Worker => {
    const started = new Worker(program, { workerData: { port: other, flag }, transferList: [other] });
    const end = (reason: string): void => {
      fault ??= reason;
    };
    started.on('error', (error) => {
      end(error instanceof Error ? error.message : String(error));
    });
    started.on('exit', (code) => {
      end(`its thread ended with ${String(code)}`);
    });
    started.unref();
    return started;
  };
  const arrived = (): Answer | undefined => {
    // It is what the program of the thread sent.
    const message = receiveMessageOnPort(own)?.message as Answer | undefined;
    return message ?? (fault === undefined ? undefined : { done: false, fault });
  };

  return {
    ask(task, patience) {
      worker ??= start();
      const before = Atomics.load(flag, 0);
      own.postMessage(task);
      Atomics.wait(flag, 0, before, patience);
      return arrived();
    },
    arrived,
  };
}
