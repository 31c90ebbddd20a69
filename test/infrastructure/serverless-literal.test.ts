import { describe, expect, test } from 'vitest';
import { readInfrastructure } from '../../src/infrastructure/index.ts';
import { readSource } from '../../src/source/read-source.ts';
import { literalTree } from '../../src/infrastructure/tree/literal-tree.ts';
import { textOf, treeAt } from '../../src/infrastructure/tree/tree.ts';

const file = 'serverless.ts';

function serviceIn(text: string): ReturnType<typeof readInfrastructure> {
  return readInfrastructure(file, text, readSource(file, text));
}

const written = `import type { AWS } from '@serverless/typescript';
import hello, { goodbye as bye } from './functions';
const stage = 'dev'; // what it is called
const shared = { timeout: 30, region: "eu-west-1" } as const;
const orders: AWS = {
  service: \`orders-\${stage}\`,
  'provider': { name: 'aws', ...shared, environment: { QUEUE: \`\${stage}-orders\`, KEY: process.env.KEY } },
  custom: { own: '\${self:service}', escaped: \`\${stage}-\\\${self:service}\`, sum: 1 + 2, list: [1, ...[], { a: true, }, ], text: 'it\\'s' },
  functions: { hello, bye, charge: { handler: 'src/charge.handler', ...computed() }, async later() { return {}; } },
  resources: { Resources: { ...elsewhere, Orders: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } } },
};
export default orders;
`;

describe('the object a module exports', () => {
  const { tree } = literalTree(readSource(file, written));
  const at = (...keys: readonly string[]) => treeAt(tree, ...keys);

  test('has its texts, with constants and spreads put in', () => {
    expect(textOf(at('service'))).toBe('orders-dev');
    expect(textOf(at('provider', 'timeout'))).toBe('30');
    expect(textOf(at('provider', 'region'))).toBe('eu-west-1');
    expect(textOf(at('provider', 'environment', 'QUEUE'))).toBe('dev-orders');
    expect(textOf(at('custom', 'text'))).toBe("it's");
  });

  test('keeps the variables of the framework', () => {
    expect(textOf(at('custom', 'own'))).toBe('${self:service}');
    expect(textOf(at('custom', 'escaped'))).toBe('dev-${self:service}');
  });

  test('has holes where it is computed, or stands in another file', () => {
    expect(at('custom', 'sum')).toMatchObject({ kind: 'value', value: { kind: 'unknown' } });
    expect(at('provider', 'environment', 'KEY')).toMatchObject({ kind: 'value', value: { kind: 'parameter', name: 'KEY' } });
    expect(at('functions', 'hello')).toMatchObject({ kind: 'value', file: './functions' });
    expect(at('functions', 'bye')).toMatchObject({ kind: 'value', file: './functions#goodbye' });
  });

  test('takes an object of which a part is computed for unknown, but not its list of functions or resources', () => {
    expect(at('functions', 'charge')).toMatchObject({ kind: 'value', value: { kind: 'unknown' } });
    expect(textOf(at('resources', 'Resources', 'Orders', 'Type'))).toBe('AWS::SQS::Queue');
  });

  test('keeps positions', () => {
    const queue = treeAt(tree, 'resources', 'Resources', 'Orders', 'Properties');
    expect(queue && written.slice(...queue.span)).toBe('{ FifoQueue: true }');
  });

  test.each(['module.exports = a; const a = b; const b = a;', 'export default { service: a };\nconst a = { ...a };', 'module.exports = () => ({});', 'export default `${`${', `export default ${'['.repeat(5000)}`])('comes to an end: %s', (text) => {
    expect(literalTree(readSource(file, text)).faults).toEqual([]);
  });

  test('is read as far as it goes where the file is cut off', () => {
    for (let length = 0; length < written.length; length += 7) expect(() => serviceIn(written.slice(0, length))).not.toThrow();
  });
});

test('a queue of a service in TypeScript gets its dead-letter queue in TypeScript', () => {
  const text = `export default {
  service: 'orders',
  resources: {
    Resources: {
      Orders: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
    },
  },
};
`;
  const queue = serviceIn(text)?.resources.find(({ kind }) => kind === 'queue');
  const edits = queue?.kind === 'queue' ? (queue.mend?.edits ?? []) : [];
  expect(edits).toHaveLength(2);
  const mended = edits.toSorted((a, b) => b.start - a.start).reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
  const again = serviceIn(mended)?.resources ?? [];
  expect(again.find(({ id }) => id === 'Orders')).toMatchObject({ deadLetter: { target: { kind: 'reference', to: 'OrdersDeadLetters' }, maxDeliveries: 5 } });
  expect(again.find(({ id }) => id === 'OrdersDeadLetters')).toMatchObject({ kind: 'queue', retentionSeconds: 1_209_600 });
});
