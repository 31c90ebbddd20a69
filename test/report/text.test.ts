import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Audit, AuditFinding } from '../../src/model/audit.ts';
import { textReport } from '../../src/report/text.ts';
import { fullAudit } from './full-audit.ts';

const sources: Readonly<Record<string, string>> = {
  'src/wrapper.ts': 'export const run =\n  (work) =>\n  async (job) => {\n    try { await work(job); }\n    catch (error) { log(error); }\n  };\n',
  'src/invoice.ts': "import { handle } from './invoice/handle';\nexport const handler = handle;\n",
};

function report(audit: Audit, colour = false): string {
  return textReport(audit, { source: (file) => sources[file], colour });
}

const empty: Audit = { ...fullAudit, destinations: [], consumers: [], producers: [], entries: [], findings: [], unknowns: [], problems: [] };

test('everything an audit may hold', () => {
  expect(report(fullAudit)).toMatchSnapshot();
});

test('nothing', () => {
  expect(report(empty)).toBe('async-patterns  /home/ada/shop\n0 consumers, 0 producers, 0 destinations, 0 entries\nNothing found.\n');
});

test('colour changes no letter', () => {
  expect(report(fullAudit, true)).not.toBe(report(fullAudit));
  expect(stripVTControlCharacters(report(fullAudit, true))).toBe(report(fullAudit));
});

test('no line ends with a blank, and text keeps to the width of a page', () => {
  const lines = report(fullAudit).split('\n');
  expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
  expect(lines.filter((line) => line.length > 100)).toEqual([]);
});

describe('long lists', () => {
  const [finding] = fullAudit.findings;
  const many = Array.from({ length: 1_000 }, (_, index) => index + 1);

  test('of findings are shown in full, then by their places, then cut', () => {
    const findings = many.map((line): AuditFinding => ({ ...(finding as AuditFinding), at: { file: 'src/wrapper.ts', line, column: 1 } }));
    const text = report({ ...empty, findings });
    expect(text).toContain('1000 findings:');
    expect(text.match(/^ {2}error {2}src\/wrapper/gm)).toHaveLength(5);
    expect(text).toContain('  the same at 995 more places\n    src/wrapper.ts:6:1  ');
    expect(text.match(/^ {4}src\/wrapper\.ts:\d+:1 {2}/gm)).toHaveLength(60);
    expect(text).toContain('    … and 935 more; --format json shows all.');
  });

  test('of consumers of one cause are cut', () => {
    const findings = many.map((number): AuditFinding => ({ ...(finding as AuditFinding), consumer: `queue-${String(number)}` }));
    const text = report({ ...empty, findings });
    expect(text.replaceAll(/\s+/g, ' ')).toContain('and 999 more consumers: queue-2, queue-3,');
    expect(text).not.toContain('queue-20');
  });

  test('of findings that one place would mend are one', () => {
    const findings = many.map((line): AuditFinding => ({
      ...(finding as AuditFinding),
      at: { file: 'src/wrapper.ts', line, column: 1 },
      cause: { file: 'src/queue.ts', line: 20, column: 3 },
      consumer: `queue-${String(line)}`,
    }));
    const text = report({ ...empty, findings });
    expect(text).not.toContain('more; --format json shows all');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('and 999 more consumers: queue-2, queue-3,');
  });

  test('of consumers, unknowns and problems are cut', () => {
    const text = report({
      ...empty,
      consumers: many.flatMap(() => fullAudit.consumers.slice(0, 1)),
      unknowns: many.map((line) => ({ at: { file: 'a.ts', line, column: 1 }, reason: 'too deep', wouldDecide: `file ${String(line)}` })),
      problems: many.map((number) => ({ file: `${String(number)}.js`, message: 'It is not text.' })),
    });
    expect(text.split('\n').length).toBeLessThan(250);
    expect(text.match(/more; --format json shows all/g)).toHaveLength(3);
  });
});

test('steps that several ways share are told once, and a long note keeps to the page', () => {
  const [finding] = fullAudit.findings;
  const at = { file: 'src/wrapper.ts', line: 2, column: 1 };
  const because = [{ at, note: 'calls send' }, { at, note: `waits ${'and waits '.repeat(20)}` }, { at, note: 'calls send' }];
  const text = report({ ...empty, findings: [{ ...(finding as AuditFinding), because }] });
  expect(text.match(/calls send/g)).toHaveLength(1);
  expect(text.split('\n').filter((line) => line.length > 110)).toEqual([]);
});

test('consumers with most to look at come first', () => {
  const [consumer] = fullAudit.consumers;
  const fine = { ...(consumer as Audit['consumers'][number]), destination: 'fine', deadLetter: { status: 'kept' }, idempotent: { status: 'yes' }, deliveries: { status: 'bounded' }, settles: { status: 'after-work' }, failureSignal: { status: 'present' } } as const;
  const text = report({ ...empty, consumers: [fine, { ...fine, destination: 'silent', failureSignal: { status: 'missing' } }, { ...fine, destination: 'worst', deadLetter: { status: 'lost' }, idempotent: { status: 'no' } }] });
  expect(Array.from(text.matchAll(/^ {2}(worst|silent|fine)\b/gm), ([, name]) => name)).toEqual(['worst', 'silent', 'fine']);
});

describe('code', () => {
  const [first] = fullAudit.findings;
  const framed = (text: string, line: number, column: number): string => {
    const finding = { ...(first as AuditFinding), at: { file: 'src/code.ts', line, column }, because: [], message: 'Here.' };
    const lines = textReport({ ...empty, findings: [finding] }, { source: () => text, colour: false }).split('\n');
    const end = lines.findIndex((line) => line.startsWith('What each rule means'));
    return lines.slice(lines.indexOf('    Here.') + 1, end).join('\n').trimEnd();
  };

  test('the caret stands below the place, with tabs too', () => {
    expect(framed('if (a) {\r\n\tsend(a);\r\n}\r\n', 2, 2)).toBe('    1 | if (a) {\n    2 |  send(a);\n      |  ^');
  });

  test('of a very long line the part around the place is shown', () => {
    const frame = framed(`const a = 1;\n${'x'.repeat(500)}SEND${'y'.repeat(500)}`, 2, 501);
    expect(frame).toContain('SEND');
    expect(frame.split('\n').every((line) => line.length <= 100)).toBe(true);
    const [code = '', caret = ''] = frame.split('\n').slice(-2);
    expect(code[caret.indexOf('^')]).toBe('S');
  });

  test('what a terminal takes for commands is shown harmlessly', () => {
    expect(framed("send('\u001B[2J\u0007\u202E');", 1, 1)).not.toMatch(/[\u001B\u0007\u202E]/);
  });

  test('a place that is not there', () => {
    expect(framed('a\n', 7, 3)).toBe('');
  });
});
