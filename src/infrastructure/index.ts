import type { InfrastructureFacts } from '../model/infrastructure.ts';
import { readCloudFormation } from './cloudformation.ts';
import { type Kind, kindOf } from './reading/file-names.ts';
import { type SourceText, sourceText } from './reading/source-text.ts';
import { readServerless } from './serverless.ts';
import { readTerraform } from './terraform.ts';
import { jsonTree } from './tree/json-tree.ts';
import { tomlTree } from './tree/toml-tree.ts';
import type { ParsedTree } from './tree/tree.ts';
import { yamlTree } from './tree/yaml-tree.ts';
import { readWrangler } from './wrangler.ts';

const largest = 5 * 1024 * 1024;
const byteOrderMark = '\uFEFF';

/** By path alone: whether a file is worth opening. */
export function mayBeInfrastructure(file: string): boolean {
  return kindOf(file) !== undefined;
}

/**
 * What one infrastructure file says. In: its path relative to the project root, with `/`. Out: undefined where it is no
 * infrastructure file of a format that is known. Never throws.
 */
export function readInfrastructure(file: string, text: string): InfrastructureFacts | undefined {
  const kind = kindOf(file);
  if (kind === undefined || (kind === 'template' && !namesResources(text))) return undefined;
  if (text.length > largest) return tooLarge(file, kind);

  return read(kind, sourceText(file, text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text));
}

function read(kind: Kind, source: SourceText): InfrastructureFacts | undefined {
  switch (kind) {
    case 'terraform':
      return readTerraform(source);
    case 'wrangler':
      return readWrangler(source, treeOf(source));
    case 'serverless':
      // `serverless-queues.yml` may be a template that the service includes.
      return (
        readServerless(source, treeOf(source)) ?? (namesResources(source.text) ? read('template', source) : undefined)
      );
    case 'template':
      return readCloudFormation(source, treeOf(source));
  }
}

/** Most YAML and JSON is neither CloudFormation nor SAM; this is seen without reading it. */
function namesResources(text: string): boolean {
  return /\b(?:AWS|Alexa)::|AWSTemplateFormatVersion/.test(text);
}

function treeOf({ file, text }: SourceText): ParsedTree {
  if (file.endsWith('.toml')) return tomlTree(text);
  const isJson = /\.jsonc?$/.test(file) || (file.endsWith('.template') && /^\s*\{/.test(text));
  return isJson ? jsonTree(text) : yamlTree(text);
}

const formats = {
  terraform: 'terraform',
  wrangler: 'wrangler',
  serverless: 'serverless',
  template: 'cloudformation',
} as const;

function tooLarge(file: string, kind: Kind): InfrastructureFacts {
  const problem = { at: { file, line: 1, column: 1 }, message: 'This file is too large to be read.' };
  return { file, format: formats[kind], resources: [], problems: [problem] };
}
