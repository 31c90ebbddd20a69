import { type Directive, directivesIn } from './directives.ts';
import type { Loc, TextNode } from './text-node.ts';

/** A text as rules see it: one node, and the comments that switch rules off. */
export class InfrastructureText {
  readonly ast: TextNode;
  readonly text: string;
  readonly lines: readonly string[];
  readonly visitorKeys = { Document: [] };
  readonly hasBOM = false;

  constructor(ast: TextNode) {
    this.ast = ast;
    this.text = ast.text;
    this.lines = ast.text.split(/\r?\n/);
  }

  getText(node?: TextNode): string {
    return node ? this.text.slice(...node.range) : this.text;
  }

  getLoc(node: TextNode): Loc {
    return node.loc;
  }

  getRange(node: TextNode): [number, number] {
    return node.range;
  }

  getParent(): undefined {
    return undefined;
  }

  getAncestors(): readonly TextNode[] {
    return [];
  }

  getDisableDirectives(): { directives: Directive[]; problems: never[] } {
    return { directives: directivesIn(this.text), problems: [] };
  }

  /** Enters the text and leaves it. `kind` 1: a node is visited. */
  traverse(): Iterable<{ kind: 1; target: TextNode; phase: 1 | 2; args: unknown[] }> {
    return ([1, 2] as const).map((phase) => ({ kind: 1, target: this.ast, phase, args: [this.ast] }));
  }
}
