export interface Seed {
  readonly number: number;
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly next: number;
  readonly rules: readonly string[];
  readonly missed?: string;
}

export function seedsOf(root: string): readonly Seed[];
