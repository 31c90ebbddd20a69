import type { Recording } from './recording.mjs';

export function recordProgram(root: string, home: string): Recording;
