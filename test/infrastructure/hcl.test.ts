import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { readHcl } from '../../src/infrastructure/hcl/read-hcl.ts';
import type { Block, Expression } from '../../src/infrastructure/hcl/syntax.ts';

const samples = {
  blocks: `# a comment
resource "aws_sqs_queue" "orders" { name = "orders" } // another
/* over
   lines */
data aws_region current {}
terraform {
  required_version = ">= 1.5"
  backend "s3" {
    bucket = "state"
  }
}
`,
  texts: `resource "aws_sqs_queue" "orders" {
  name   = "\${var.prefix}-\${lower("A-\${var.x}")}" # "not a text
  plain  = "a $\${kept} %%{kept} \\"quoted\\" \\u00e4"
  policy = <<-JSON
    { "Resource": "\${aws_sqs_queue.failed.arn}", "Brace": "}" }
  JSON
  script = <<EOT
%{ if var.on }
on
%{ endif ~}
EOT
  after  = 1
}
`,
  expressions: `locals {
  sum      = 1 + 2 * -3 >= 0 && !var.off || (
    true
  )
  either   = var.a == "b" ? [1, 2,] : concat([
    3,
  ], var.rest...)
  object   = { a = 1, "b" : 2, (var.key) = 3
    c = { d = "e" } }
  each     = { for name, queue in var.queues : name => queue.arn... if queue.on }
  listed   = [for q in var.queues : "\${q.name}]"]
  path     = module.shop["eu"].queues[0].arn
  splat    = aws_sqs_queue.all[*].arn
  old      = aws_sqs_queue.all.*.arn
  function = provider::aws::arn_parse(var.arn).account
  number   = 1.5e3
}
`,
  windows:
    'variable "a" {\r\n  default = null\r\n}\r\n\r\nmodule "b" {\r\n  source = "./b" // here\r\n  c = <<X\r\nd\r\nX\r\n}\r\n',
};

let parser: Parser;
beforeAll(async () => {
  await Parser.init();
  const grammar = createRequire(import.meta.url).resolve('@tree-sitter-grammars/tree-sitter-hcl/package.json');
  parser = new Parser();
  parser.setLanguage(await Language.load(grammar.replace('package.json', 'tree-sitter-terraform.wasm')));
});

test.each(Object.entries(samples))(
  '"%s" has the blocks and attributes that the grammar of tree-sitter sees',
  (_, text) => {
    const tree = parser.parse(text);
    expect(tree?.rootNode.hasError).toBe(false);
    expect(readHcl(text).faults).toEqual([]);
    expect(readHcl(text).blocks.flatMap((block) => lines(block, text))).toEqual(tree && theirLines(tree.rootNode));
  },
);

/** `2-2 resource aws_sqs_queue orders: name`, for a block and those inside of it. */
function lines(block: Block, text: string): readonly string[] {
  const [start, end] = block.span.map((offset) => text.slice(0, offset).split('\n').length);
  const attributes = block.attributes.map(({ name }) => name).join(', ');
  const own = `${start}-${end} ${[block.type, ...block.labels].join(' ')}: ${attributes}`;
  return [own, ...block.blocks.flatMap((inside) => lines(inside, text))];
}

function theirLines(node: Node): readonly string[] {
  return node.namedChildren.flatMap((child) => {
    if (child.type === 'body') return theirLines(child);
    if (child.type !== 'block') return [];
    const head = child.namedChildren.filter(({ type }) => type === 'identifier' || type === 'string_lit');
    const body = child.namedChildren.find(({ type }) => type === 'body');
    const attributes = (body?.namedChildren ?? []).filter(({ type }) => type === 'attribute');
    const names = attributes.map((attribute) => attribute.namedChildren[0]?.text).join(', ');
    const title = head.map(({ text }) => text.replaceAll('"', '')).join(' ');
    return [`${child.startPosition.row + 1}-${child.endPosition.row + 1} ${title}: ${names}`, ...theirLines(child)];
  });
}

describe('expressions', () => {
  const kindOf = (written: string): Expression['kind'] | undefined =>
    readHcl(`locals {\n  value = ${written}\n}\n`).blocks[0]?.attributes[0]?.value.kind;

  test.each([
    ['"plain"', 'literal'],
    ['-3', 'literal'],
    ['"a${b}"', 'template'],
    ['[1, "b"]', 'list'],
    ['{ a = 1 }', 'object'],
    ['a.b["c"][0]', 'index'],
    ['a[*].b', 'attribute'],
    ['f(x, g(y)...)', 'call'],
    ['(a ? b : c)', 'conditional'],
    ['a + b', 'opaque'],
    ['[for a in b : a]', 'opaque'],
    ['"%{ if a }b%{ endif }"', 'opaque'],
  ] as const)('%s', (written, kind) => {
    expect(kindOf(written)).toBe(kind);
  });

  test('texts with escapes', () => {
    const [local] = readHcl('locals {\n  a = "1\\t\\"2\\" $${x} \\u00e4"\n}\n').blocks;
    expect(local?.attributes[0]?.value).toMatchObject({ kind: 'literal', value: '1\t"2" ${x} ä' });
  });
});

describe('a fault', () => {
  test.each([
    ['a value that is missing', 'resource "q" "b" {\n  name =\n}\n'],
    ['a text that does not end', 'resource "q" "b" {\n  name = "b\n}\n'],
    ['a bracket that is not closed', 'resource "q" "b" {\n  names = [1, 2\n}\n'],
    ['a block that is not closed', 'resource "q" "b" {\n  name = "b"\n'],
    ['a heredoc that does not end', 'resource "q" "b" {\n  name = <<EOT\n}\n'],
    ['something that is no HCL', '{ "json": true }\n'],
  ])('takes its own block away: %s', (_, broken) => {
    const { blocks, faults } = readHcl(`resource "q" "a" {}\n${broken}resource "q" "c" {\n  name = "c"\n}\n`);
    expect(blocks.map(({ labels }) => labels[1])).toEqual(['a', 'c']);
    expect(faults).toHaveLength(1);
  });
});
