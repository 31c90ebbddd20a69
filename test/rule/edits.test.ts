import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { rules } from '../../rules/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Session } from '../../src/rule/session/session.ts';
import { engine } from '../engine.ts';
import { withProject } from '../with-project.ts';

const samples = path.resolve(import.meta.dirname, '../../fixtures/samples');

/** A project that is edited, and the session of an editor that sees it. */
interface Editor {
  readonly root: string;
  readonly analyse: ReturnType<typeof vi.fn>;
  readonly sources: string[];
  /** What all rules find in all files. In: those that an editor asks for first, since their text is at hand or was a moment ago. */
  found(first?: readonly string[]): Readonly<Record<string, readonly object[]>>;
  wait(): void;
}

function edit(root: string, unsaved: ReadonlyMap<string, string> = new Map()): Editor {
  const analyse = vi.fn(engine.analyse);
  let now = Date.now();
  const session = new Session({ root, settings: {}, engine: { ...engine, analyse }, now: () => now });
  const sources = sourcesIn(root);
  return {
    root,
    analyse,
    sources,
    found: (first = [...unsaved.keys()]) => foundBy(session, root, unsaved, first),
    wait() {
      now += 10_000;
    },
  };
}

function sourcesIn(root: string): string[] {
  const all = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => /\.[jt]s$/.test(file) && !file.includes('node_modules')).sort();
}

function foundBy(session: Session, root: string, unsaved: ReadonlyMap<string, string>, first: readonly string[]): Readonly<Record<string, readonly object[]>> {
  const files = new Set([...sourcesIn(root), ...unsaved.keys()]);
  const ordered = [...first, ...[...files].filter((file) => !first.includes(file))];
  const found = ordered.map((file) => {
    const text = unsaved.get(file) ?? fs.readFileSync(path.join(root, file), 'utf8');
    return [file, rules.flatMap((rule) => session.findingsIn(path.join(root, file), text, rule, rule.meta.defaultOptions).map((finding) => told(rule.name, finding)))] as const;
  });
  return Object.fromEntries(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Lines that a message names are those of the last analysis. */
function told(rule: string, { at, messageId, data, suggestions, because }: Finding): object {
  return { rule, at, messageId, suggestions, data: withoutLines(JSON.stringify(data ?? {})), because: because?.map(({ at: { file }, note }) => ({ file, note: withoutLines(note) })) };
}

function withoutLines(text: string): string {
  return text.replaceAll(/:\d+/g, ':');
}

/** The same numbers each time. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

type Change = (text: string, pick: (below: number) => number) => string;

/** What is typed: statements in bodies, other names of queues, half a statement, a line, a comment, another order. */
const changes: readonly Change[] = [
  inBody(' console.log("now");'),
  inBody('\n  const half = Number("2") / 4;\n'),
  inBody(' if (Date.now() > 5) { Math.random(); }'),
  inBody(' await Promise.resolve();'),
  inBody(' throw new Error("stop");'),
  inBody(' const broken = ('),
  inBody(' /* why */ '),
  (text, pick) => replaceOne(text, /'[a-z][a-z-]+'/g, "'changed-name'", pick),
  (text, pick) => replaceOne(text, /\bconst \w+ =/g, 'const renamed =', pick),
  (text, pick) => replaceOne(text, /await /g, '', pick),
  (text) => `// a line\n${text}`,
  (text) => `${text}\nexport function added(order) {\n  return order.id;\n}\n`,
];

function inBody(statement: string): Change {
  return (text, pick) => replaceOne(text, /\) (?:=> )?\{|\): [\w<>[\]]+ \{/g, undefined, pick, statement);
}

function replaceOne(text: string, pattern: RegExp, by: string | undefined, pick: (below: number) => number, behind = ''): string {
  const found = [...text.matchAll(pattern)];
  const match = found[pick(Math.max(found.length, 1))];
  if (!match) return text;
  return `${text.slice(0, match.index)}${by ?? match[0]}${behind}${text.slice(match.index + match[0].length)}`;
}

/** What happens to files on the disk. */
type Move = (root: string, file: string) => void;

const moves: readonly Move[] = [
  (root, file) => {
    fs.rmSync(path.join(root, file));
  },
  (root, file) => {
    fs.renameSync(path.join(root, file), path.join(root, file.replace(/(\w+)\.(\w+)$/, '$1-renamed.$2')));
  },
  (root, file) => {
    fs.mkdirSync(path.join(root, 'moved'), { recursive: true });
    fs.renameSync(path.join(root, file), path.join(root, 'moved', path.basename(file)));
  },
];

function copyOf(sample: string): string {
  const root = withProject({});
  fs.cpSync(path.join(samples, sample), root, { recursive: true });
  return root;
}

describe.each(['shop', 'billing'])('edits of %s', (sample) => {
  test.each([1, 2, 3])('say after each what an analysis of everything says: sequence %i', { timeout: 120_000 }, (seed) => {
    const root = copyOf(sample);
    const pick = numbersFrom(seed);
    const unsaved = new Map<string, string>();
    const editor = edit(root, unsaved);
    editor.found();
    for (let step = 0; step < 14; step += 1) {
      const sources = sourcesIn(root);
      const file = sources[pick(sources.length)];
      if (file === undefined) break;
      const what = pick(10);
      const open = [...unsaved.keys()];
      if (what === 0 && unsaved.size === 0) moves[pick(moves.length)]?.(root, file);
      else if (what < 3) for (const [each, text] of unsaved) fs.writeFileSync(path.join(root, each), text);
      // Broken text is often repaired by taking it back.
      else if (what === 3) unsaved.clear();
      else {
        const of = open[0] ?? file;
        const text = unsaved.get(of) ?? fs.readFileSync(path.join(root, of), 'utf8');
        unsaved.set(of, changes[pick(changes.length)]?.(text, pick) ?? text);
      }
      if (what < 3) unsaved.clear();
      editor.wait();
      expect(editor.found([...new Set([...unsaved.keys(), ...open])]), `step ${String(step)}`).toEqual(edit(root, unsaved).found());
    }
  });
});

const worker = "import { Worker } from 'bullmq';\nimport { charge } from './charge';\nnew Worker('orders', charge);\n";
const charge = 'export const charge = async (job) => {\n  await fetch(job.data.url, { method: "POST" });\n};\n';
const report = 'export function report(orders) {\n  const total = orders.length;\n  return total;\n}\n\nexport async function charge2(job) {\n  return job;\n}\n';

function typed(...texts: readonly string[]): number {
  const root = withProject({ 'package.json': '{ "name": "shop", "dependencies": { "bullmq": "5.0.0" } }', 'worker.ts': worker, 'charge.ts': charge, 'report.ts': texts[0] ?? '' });
  const unsaved = new Map<string, string>();
  const editor = edit(root, unsaved);
  editor.found();
  const [, first = '', ...others] = texts;
  unsaved.set('report.ts', first);
  editor.found();
  const before = editor.analyse.mock.calls.length;
  for (const text of others) {
    unsaved.set('report.ts', text);
    expect(editor.found()).toEqual(edit(root, unsaved).found());
  }
  return editor.analyse.mock.calls.length - before;
}

describe('in a file that was edited before', () => {
  const first = report.replace('orders.length', 'orders.length + 1');

  test.each([
    ['a literal', first.replace('+ 1', '+ 2')],
    ['a statement with a call', first.replace('return total', 'console.log(total); return total')],
    ['a function that is called', first.replace('return total', 'const sum = [total].map((each) => each * 2); return sum[0]')],
    ['a condition and a loop', first.replace('return total', 'if (total > 2) for (const each of orders) total += each.price; return total')],
    ['a variable and a line', first.replace('  return total', '  const tax = total / 5;\n  return total + tax')],
  ])('%s in a body that nobody asks about needs no analysis', (_, text) => {
    expect(typed(report, first, text)).toBe(0);
  });

  test.each([
    ['a consumer', `import { Worker } from 'bullmq';\n${first}new Worker('invoices', charge2);\n`],
    ['a send', first.replace('return total', 'queue.add("report", {}); return total')],
    ['another export', `${first}export const charge = 1;\n`],
  ])('%s does', (_, text) => {
    expect(typed(report, first, text)).toBe(1);
  });
});
