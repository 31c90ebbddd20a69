import { describe, expect, it } from 'vitest';
import { readSource } from '../../src/source/read-source.ts';

describe('readSource', () => {
  it('keeps a name of another file as a reference', () => {
    const facts = readSource('worker.ts', `import { orders } from './names.ts';\nexport const name = orders;`);
    expect(facts.exports['name']).toEqual({ kind: 'binding', binding: 1 });
    expect(facts.bindings[1]?.values).toEqual([{ kind: 'binding', binding: 0 }]);
    expect(facts.bindings[0]?.values).toEqual([{ kind: 'import', from: './names.ts', name: 'orders' }]);
  });

  it('puts what a promise chain guards into a try', () => {
    const facts = readSource('send.ts', `export const send = () => post().catch((error) => log(error));`);
    const [step] = facts.functions[1]?.body ?? [];
    expect(step).toMatchObject({ do: 'try', promise: true, body: [{ do: 'call', call: 1 }] });
  });

  it('says what happens to the value of a call', () => {
    const facts = readSource('use.ts', `async function f() { a(); await b(); void c(); const d = await e(); return g(d); }`);
    expect(facts.calls.map(({ use }) => [use.as, use.awaited])).toEqual([
      ['dropped', false],
      ['dropped', true],
      ['voided', false],
      ['binding', true],
      ['returned', false],
    ]);
  });

  it('reads the types of JSDoc, also on the statement of a function value', () => {
    const facts = readSource(
      'handler.js',
      `/**\n * @param {import('aws-lambda').SQSEvent} event\n */\nconst handler = async (event) => {};\nmodule.exports = { handler };`,
    );
    expect(facts.functions[1]?.parameters[0]?.type?.name).toEqual({ kind: 'import', from: 'aws-lambda', path: ['SQSEvent'] });
  });

  it('gives the facts that could be read of a text with syntax errors', () => {
    const facts = readSource('broken.ts', `export const queue = 'orders';\nfunction (`);
    expect(facts.broken).toBe(true);
    expect(facts.exports['queue']).toBeDefined();
  });

  it('gives plain data that survives being written down', () => {
    const facts = readSource('plain.ts', `class A extends B { constructor(private readonly c: C) { super(c); this.d = [1, ...e]; } }`);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });
});
