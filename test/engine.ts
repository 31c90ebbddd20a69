import { type Analysis, analyse } from '../src/analyse.ts';
import type { Engine } from '../src/rule/session/engine.ts';
import { readSource } from '../src/source/read-source.ts';
import { openWorkspace } from '../src/workspace/workspace.ts';

/** The last analysis of each folder that ESLint asked for: the audit of a fixture need not make it again. */
export const analyses = new Map<string, Analysis>();

export const engine: Engine = {
  analyse(options) {
    const analysis = analyse(options);
    analyses.set(options.root, analysis);
    return analysis;
  },
  readSource,
  openWorkspace,
};
