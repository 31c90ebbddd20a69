import fs from 'node:fs';
import path from 'node:path';
import { rules } from '../../rules/index.ts';
import { intentMessages } from '../../src/rule/honour-intent.ts';
import { project } from '../source-files.ts';

/** What `count.mjs` wrote. */
export interface Counts {
  /** Repositories of each set. */
  readonly sets: Readonly<Record<string, number>>;
  readonly rows: readonly CountRow[];
}

export interface CountRow {
  readonly ruleId: string;
  /** `*`: judged for the rule as a whole. */
  readonly messageId: string;
  readonly findings: Readonly<Record<string, number>>;
  readonly repositories: number;
  readonly right: number;
  readonly wrong: number;
}

export function readCounts(): Counts {
  return JSON.parse(fs.readFileSync(path.join(project, 'docs/counts.json'), 'utf8')) as Counts;
}

/** How many findings each message has on real code, and how many of those that were read are right. */
export function countsTable({ sets, rows }: Counts): readonly string[] {
  const names = Object.keys(sets);
  const header = ['rule', 'message', 'preset', ...names.map((name) => `${name} (${String(sets[name])})`), 'repositories', 'right', 'wrong'];
  const lines = rules.flatMap(({ name, meta }) => {
    // What a rule does not say any more is left out until it is counted again.
    const own = rows.filter(({ ruleId, messageId }) => ruleId === name && (messageId === '*' || messageId in meta.messages));
    const silent = Object.keys(meta.messages).filter((messageId) => !(messageId in intentMessages) && !own.some((row) => row.messageId === messageId));
    const counted = own.map(({ messageId, findings, repositories, right, wrong }) => [
      messageId === '*' ? 'all, by labels' : `\`${messageId}\``,
      meta.docs.preset,
      ...names.map((set) => (messageId === '*' ? '' : String(findings[set] ?? 0))),
      messageId === '*' ? '' : String(repositories),
      ...(right + wrong > 0 ? [String(right), String(wrong)] : ['', '']),
    ]);
    const none = silent.length > 0 ? [[silent.map((messageId) => `\`${messageId}\``).join(' '), meta.docs.preset, ...names.map(() => '0'), '0', '', '']] : [];
    return [...counted, ...none].map((cells) => `| [${name}](${name}.md) | ${cells.join(' | ')} |`);
  });
  return [`| ${header.join(' | ')} |`, `| ${header.map(() => '---').join(' | ')} |`, ...lines];
}
