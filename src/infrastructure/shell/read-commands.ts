import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Span } from '../../model/location.ts';
import { template, text, unknown } from '../reading/value.ts';

/** One command of a script: its words, with what variables hold as far as the script says it. */
export interface Command {
  readonly words: readonly InfrastructureValue[];
  readonly span: Span;
}

const assignment = /^(?:export\s+|local\s+|readonly\s+)*([A-Za-z_]\w*)=(.*)$/s;
const mostCommands = 5_000;

/** Commands line by line, also behind `&&`, `;`, `|` and `do`, and over lines that end in `\`. */
export function readCommands(script: string): readonly Command[] {
  const variables = new Map<string, InfrastructureValue>();
  const commands: Command[] = [];
  for (const { start, words } of split(script)) {
    const [first, second] = words;
    const assigned = first && assignment.exec(first.written);
    if (first && assigned?.[1] !== undefined && !second) {
      // A variable that is set twice, or in a loop, is what the script makes of it.
      variables.set(assigned[1], variables.has(assigned[1]) ? unknown('a variable') : valueOf({ ...first, written: assigned[2] ?? '' }, variables));
      continue;
    }
    const last = words.at(-1);
    if (last && commands.length < mostCommands) commands.push({ words: words.map((word) => valueOf(word, variables)), span: [start, last.end] });
  }
  return commands;
}

interface Word {
  readonly written: string;
  /** Variables in it stay as they are: `'$HOME'`. */
  readonly quoted: boolean;
  readonly end: number;
}

interface Words {
  readonly start: number;
  readonly words: readonly Word[];
}

const token = /\\\r?\n|[^\S\n]+|#[^\n]*|&&|\|\|?|;|\n|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\.|[^\s'"\\;&|#]+|./gsu;

function split(script: string): readonly Words[] {
  const all: Words[] = [];
  let words: Word[] = [];
  let start = 0;
  let word = '';
  let quoted = false;
  let isOpen = false;
  const endWord = (end: number): void => {
    if (isOpen) words.push({ written: word, quoted, end });
    [word, quoted, isOpen] = ['', false, false];
  };
  const endCommand = (end: number): void => {
    endWord(end);
    while (words[0] && /^(?:@?-?|do|then|else|!|sudo)$/.test(words[0].written) && words[0].written !== '') words = words.slice(1);
    if (words.length > 0) all.push({ start, words });
    words = [];
  };
  for (const { 0: part, index } of script.matchAll(token)) {
    if (part.startsWith('\\\n') || part.startsWith('\\\r')) endWord(index);
    else if (part === '\n' || part === '&&' || part === ';' || part === '|' || part === '||') endCommand(index);
    else if (part.trim() === '') endWord(index);
    else if (part.startsWith('#') && !isOpen) continue;
    else {
      if (!isOpen && words.length === 0) start = index;
      isOpen = true;
      if (part.startsWith("'") && part.length > 1) [word, quoted] = [word + part.slice(1, -1), true];
      else if (part.startsWith('"') && part.length > 1) word += part.slice(1, -1).replace(/\\(["\\$`])/g, '$1');
      else word += part.startsWith('\\') ? part.slice(1) : part;
    }
  }
  endCommand(script.length);
  return all;
}

const hole = /\$(?:\{(\w+)[^}]*\}|\([^)]*\)|(\w+))|`[^`]*`/g;

function valueOf({ written, quoted }: Word, variables: ReadonlyMap<string, InfrastructureValue>): InfrastructureValue {
  // A make recipe starts with `@` or `-`.
  const plain = written.replace(/^@(?=\w)/, '');
  if (quoted || !/[$`]/.test(plain)) return text(plain);
  const parts: InfrastructureValue[] = [];
  let at = 0;
  for (const match of plain.matchAll(hole)) {
    parts.push(text(plain.slice(at, match.index)), variables.get(match[1] ?? match[2] ?? '') ?? unknown('a variable'));
    at = match.index + match[0].length;
  }
  return template([...parts, text(plain.slice(at))]);
}
