import type { InfrastructureValue } from '../../model/infrastructure.ts';
import { display, imported, parameter, reference, template, text, unknown } from '../reading/value.ts';
import { deepest, entryOf, itemsOf, map, scalar, type ScalarTree, textOf, type Tree } from '../tree/tree.ts';
import { piecesOf, sourcesOf } from './pieces.ts';

/** How many nodes variables may stand for together, so that variables of variables of variables come to an end. */
const mostCopies = 50_000;

const tooMuch = unknown('its variables stand for too much');

interface Expansion {
  /** What `self:` is; undefined in a file that another one includes. */
  readonly self: Tree | undefined;
  /** Paths after `self:` that are being followed. */
  readonly active: Set<string>;
  copies: number;
}

export function hasVariables(written: string): boolean {
  return /\$\{\s*(?:(?:self|opt|sls|env|param|ssm|cf|construct):|file\()/.test(written);
}

/**
 * Replaces variables of the Serverless Framework by what they stand for. What only deployment decides becomes a hole,
 * even with a fallback. Positions stay where the variable is written.
 */
export function expandVariables(tree: Tree, self: Tree | undefined): Tree {
  return expand(tree, { self, active: new Set(), copies: 0 }, 0, false);
}

/** In: `copy` is set inside of what a variable stands for. */
function expand(tree: Tree, expansion: Expansion, depth: number, copy: boolean): Tree {
  if (copy) expansion.copies += 1;
  if (depth > deepest || (copy && expansion.copies > mostCopies)) return hole(tree, tooMuch);
  if (tree.kind === 'scalar') return typeof tree.value === 'string' ? expandText(tree, expansion, depth) : tree;
  if (tree.kind === 'list') {
    return { ...tree, items: tree.items.map((item) => expand(item, expansion, depth + 1, copy)) };
  }
  if (tree.kind === 'value') return tree;
  const entries = Array.from(tree.entries.values(), (entry) => ({
    ...entry,
    value: expand(entry.value, expansion, depth + 1, copy),
  }));
  return map(entries, tree.span);
}

function expandText(tree: ScalarTree, expansion: Expansion, depth: number): Tree {
  const pieces = piecesOf(tree.text);
  const [first, second] = pieces;
  if (!pieces.some((piece) => piece.kind === 'variable')) return tree;
  if (first !== undefined && second === undefined) {
    return { ...resolve(first.text, tree, expansion, depth), span: tree.span };
  }
  const parts = pieces.map((piece) =>
    piece.kind === 'text' ? text(piece.text) : valueIn(resolve(piece.text, tree, expansion, depth)),
  );
  const value = template(parts);
  return value.kind === 'text' ? scalar(value.text, tree.span) : hole(tree, value);
}

function valueIn(tree: Tree): InfrastructureValue {
  if (tree.kind === 'value') return tree.value;
  const written = textOf(tree);
  return written === undefined ? unknown('an object inside of a text') : text(written);
}

function hole({ span }: Tree, value: InfrastructureValue): Tree {
  return { kind: 'value', value, span };
}

/** The first source that says something. */
function resolve(inner: string, at: ScalarTree, expansion: Expansion, depth: number): Tree {
  expansion.copies += 1;
  if (depth > deepest || expansion.copies > mostCopies) return hole(at, tooMuch);
  for (const source of sourcesOf(inner)) {
    const found = fromSource(source, at, expansion, depth + 1);
    if (found !== undefined) return found;
  }
  return hole(at, unknown(`nothing is written for ${inner}`));
}

function fromSource(source: string, at: ScalarTree, expansion: Expansion, depth: number): Tree | undefined {
  const quoted = /^(['"])([^]*)\1$/.exec(source)?.[2];
  if (quoted !== undefined) return expandText(scalar(quoted, at.span), expansion, depth);
  if (/^-?\d+(?:\.\d+)?$/.test(source)) return scalar(Number(source), at.span, source);
  if (source === 'true' || source === 'false') return scalar(source === 'true', at.span);
  if (source === 'null') return scalar(null, at.span);

  const written = expandText(scalar(source, at.span), expansion, depth);
  const [, type, inside, address] = /^([A-Za-z]\w*)(?:\(([^]*)\))?(?::([^]*))?$/.exec(textOf(written) ?? '') ?? [];
  if (type === undefined) return hole(at, givenPartly(written, source));
  if (type === 'self') return fromSelf(address ?? '', at, expansion, depth);
  if (type === 'file') {
    return { kind: 'value', value: unknown(`it is written in ${inside ?? ''}`), file: inside ?? '', span: at.span };
  }
  if (type === 'strToBool') return scalar(inside === 'true' || inside === '1', at.span);
  return hole(at, givenOutside(type, address ?? ''));
}

/** `${cf:orders-${sls:stage}.QueueArn}`: what is asked for elsewhere may have a name with holes. */
function givenPartly(written: Tree, source: string): InfrastructureValue {
  const shown = written.kind === 'value' ? display(written.value) : '';
  const [, type = ''] = /^([A-Za-z]\w*)(?:\([^()]*\))?:/.exec(shown) ?? [];
  return elsewhere.has(type) ? imported(shown) : unknown(`it depends on ${source}`);
}

const elsewhere = new Set(['cf', 'ssm', 's3', 'vault', 'terraform', 'doppler', 'output']);
const atDeployment = new Set(['opt', 'sls', 'env', 'param', 'aws', 'git']);

function givenOutside(type: string, address: string): InfrastructureValue {
  if (type === 'construct') return constructOutput(address);
  if (elsewhere.has(type)) return imported(`${type}:${address}`);
  if (!atDeployment.has(type)) return unknown(`${type} is not followed`);
  return parameter(type === 'opt' && address === 'stage' ? 'sls:stage' : `${type}:${address}`);
}

/** An output of a construct of serverless-lift: `jobs.queueUrl`, `jobs.dlqArn`. */
function constructOutput(address: string): InfrastructureValue {
  const [id = '', output = ''] = address.split('.');
  return reference(output.startsWith('dlq') ? `constructs.${id}.dlq` : `constructs.${id}`, output);
}

function fromSelf(path: string, at: ScalarTree, expansion: Expansion, depth: number): Tree | undefined {
  if (expansion.self === undefined) return hole(at, parameter(`self:${path}`));
  if (expansion.active.has(path)) return hole(at, unknown(`self:${path} refers to itself`));
  expansion.active.add(path);
  const found = walk(path, expansion, depth);
  expansion.active.delete(path);
  return found ?? byDefault(path, at);
}

function walk(path: string, expansion: Expansion, depth: number): Tree | undefined {
  let tree = expansion.self;
  for (const key of path.split('.')) {
    // On the way only variables count, not what stands beside the path.
    const here: Tree | undefined = tree?.kind === 'scalar' ? expand(tree, expansion, depth, true) : tree;
    if (here?.kind === 'value') return here;
    tree = here?.kind === 'list' ? itemsOf(here)[Number(key)] : entryOf(here, key)?.value;
  }
  if (path === 'service' && tree?.kind === 'map') return entryOf(tree, 'name')?.value;
  return tree && expand(tree, expansion, depth, true);
}

function byDefault(path: string, at: ScalarTree): Tree | undefined {
  if (path === 'provider.stage') return hole(at, parameter('sls:stage'));
  return path === 'provider.region' ? hole(at, parameter('aws:region')) : undefined;
}
