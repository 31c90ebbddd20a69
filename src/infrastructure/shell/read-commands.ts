import type { InfrastructureValue } from '../../model/infrastructure.ts';
import type { Span } from '../../model/location.ts';
import { parameter, template, text, unknown } from '../reading/value.ts';

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
  /** Signs that stand for themselves, `'$HOME'`, are those of `literal`. */
  readonly written: string;
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
  let isOpen = false;
  const endWord = (end: number): void => {
    if (isOpen) words.push({ written: word, end });
    [word, isOpen] = ['', false];
  };
  const endCommand = (end: number): void => {
    endWord(end);
    while (words[0] && /^(?:@?-?|do|then|else|if|elif|while|until|!|sudo)$/.test(words[0].written) && words[0].written !== '') words = words.slice(1);
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
      if (part.startsWith("'") && part.length > 1) word += part.slice(1, -1).replace(/[$`]/g, (sign) => literal.get(sign) ?? sign);
      else if (part.startsWith('"') && part.length > 1) word += part.slice(1, -1).replace(/\\(["\\$`])/g, '$1');
      else word += part.startsWith('\\') ? part.slice(1) : part;
    }
  }
  endCommand(script.length);
  return all;
}

/** Signs that start no variable, as no script writes them. */
const literal = new Map([['$', '\uE000'], ['`', '\uE001']]);

function withSigns(written: string): InfrastructureValue {
  return text(written.replaceAll('\uE000', '$').replaceAll('\uE001', '`'));
}

const hole = /\$(?:\{(\w+)[^}]*\}|\([^)]*\)|(\w+))|`[^`]*`/g;

/** A variable that the script does not set is one of its environment. */
function valueOf({ written }: Word, variables: ReadonlyMap<string, InfrastructureValue>): InfrastructureValue {
  // A make recipe starts with `@` or `-`.
  const plain = written.replace(/^@(?=\w)/, '');
  if (!/[$`]/.test(plain)) return withSigns(plain);
  const parts: InfrastructureValue[] = [];
  let at = 0;
  for (const match of plain.matchAll(hole)) {
    const name = match[1] ?? match[2];
    parts.push(withSigns(plain.slice(at, match.index)), name === undefined ? unknown('a command') : (variables.get(name) ?? parameter(name)));
    at = match.index + match[0].length;
  }
  return template([...parts, withSigns(plain.slice(at))]);
}
