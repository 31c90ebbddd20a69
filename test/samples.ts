/** A block of code in a page, with what it claims. */
export interface Sample {
  /** Line of the page it starts at. */
  readonly line: number;
  readonly wrong: boolean;
  /** `// wrong: <rule>`, where the page is not that of a rule. */
  readonly rule?: string;
  /** Text by file name. */
  readonly files: Readonly<Record<string, string>>;
}

const fence = /^```(\w+)[^\n]*\n([\s\S]*?)^```\s*$/gm;
const claim = /^\/\/ (wrong|right)\b(?:: ((?:[a-z]+-)+[a-z]+))?[^\n]*\n/;

/**
 * The samples of a page: fenced blocks whose first line is `// wrong` or `// right`. A line `// file: name` starts
 * another file; what stands before it is `sample.ts`, or with the ending of the block's language.
 */
export function samplesOf(page: string): readonly Sample[] {
  return Array.from(page.matchAll(fence)).flatMap((match): readonly Sample[] => {
    const [, language = 'ts', code = ''] = match;
    const [, verdict, rule] = claim.exec(code) ?? [];
    if (verdict === undefined) return [];
    const line = page.slice(0, match.index).split('\n').length;
    return [{ line, wrong: verdict === 'wrong', ...(rule !== undefined && { rule }), files: filesOf(code.replace(claim, ''), `sample.${language}`) }];
  });
}

function filesOf(code: string, first: string): Readonly<Record<string, string>> {
  const [start = '', ...parts] = code.split(/^(?:\/\/|#) file: (\S+)\n/m);
  const files: Record<string, string> = start.trim() === '' ? {} : { [first]: start };
  for (let index = 0; index + 1 < parts.length; index += 2) files[parts[index] ?? first] = parts[index + 1] ?? '';
  return files;
}
