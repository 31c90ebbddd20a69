import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/fix/apply-edits.ts';
import { fixProject } from '../../src/fix/fix-project.ts';
import type { AuditFinding } from '../../src/model/audit.ts';
import type { Edit } from '../../src/model/finding.ts';

describe('applyEdits', () => {
  const edit = (start: number, end: number, text: string): Edit => ({ file: 'orders.ts', start, end, text });

  test('replaces, inserts and removes in any order', () => {
    expect(applyEdits('send(order);', [edit(11, 12, ''), edit(0, 0, 'await '), edit(5, 10, 'invoice')])).toBe('await send(invoice)');
  });

  test('two insertions at one place both stand', () => {
    expect(applyEdits('b', [edit(0, 0, 'x'), edit(0, 0, 'y')])).toBe('xyb');
  });

  test.each([
    ['overlap', [edit(0, 4, 'x'), edit(3, 6, 'y')]],
    ['outside', [edit(10, 20, '')]],
    ['reversed', [edit(4, 2, '')]],
  ])('gives up on %s', (_, edits) => {
    expect(applyEdits('send(order);', edits)).toBeUndefined();
  });
});

describe('fixProject', () => {
  /** Finds every word of a list in `orders.ts` and suggests another for it. */
  function project(text: string, words: Readonly<Record<string, string>>) {
    const findingsIn = (texts: ReadonlyMap<string, string>): readonly AuditFinding[] => {
      const now = texts.get('orders.ts') ?? text;
      return Object.entries(words).flatMap(([word, instead]) =>
        Array.from(now.matchAll(new RegExp(`\\b${word}\\b`, 'g')), ({ index }) => finding(word, { file: 'orders.ts', start: index, end: index + word.length, text: instead })),
      );
    };
    return { read: () => text, parses: (_: string, now: string) => !now.includes('('), findingsWith: findingsIn };
  }

  function finding(word: string, edit: Edit): AuditFinding {
    return {
      ruleId: `no-${word}`,
      messageId: 'found',
      message: `There is ${word}.`,
      severity: 'error',
      at: { file: edit.file, line: 1, column: edit.start + 1 },
      because: [],
      suggestions: [{ title: `Write ${edit.text}`, edits: [edit] }],
    };
  }

  test('leaves a finding that would only make room for another, in every place', () => {
    const result = fixProject(project('one two one', { one: 'two', two: 'three' }));
    expect(result.texts.get('orders.ts')).toBe('one three one');
    expect(result.refused.map(({ why }) => why)).toEqual(['there would be a new finding', 'there would be a new finding']);
  });

  test('leaves out what does not mend, breaks the text or brings something new, and applies the rest', () => {
    const result = fixProject(project('early late floating lost', { early: 'early', late: '(', floating: 'lost', lost: 'kept' }));
    expect(result.texts.get('orders.ts')).toBe('early late floating kept');
    expect(result.refused.map(({ fix, why }) => [fix.findings[0]?.ruleId, why])).toEqual([
      ['no-early', 'the finding would stay'],
      ['no-late', 'the file would have syntax errors'],
      ['no-floating', 'there would be a new finding'],
    ]);
  });

  test('a second run has nothing left to do', () => {
    const first = fixProject(project('early late', { early: 'after' }));
    const second = fixProject(project(first.texts.get('orders.ts') ?? '', { early: 'after' }));
    expect(first.applied).toHaveLength(1);
    expect([second.applied, second.texts.size]).toEqual([[], 0]);
  });
});
