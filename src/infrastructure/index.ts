import type { FileFacts } from '../model/file-facts.ts';
import type { InfrastructureFacts } from '../model/infrastructure.ts';
import { mayBeDeployment, readArm } from './arm.ts';
import { readBicep } from './bicep.ts';
import { readCloudFormation } from './cloudformation.ts';
import type { ImportedPart } from './included.ts';
import { mayListVariables, readDotenv, readEnvironment, readLocalSettings } from './environment.ts';
import { readPulumiYaml } from './pulumi-yaml.ts';
import { mayBeDefinitions, readRabbitmq } from './rabbitmq.ts';
import { mayCreateQueues, readShell } from './shell.ts';
import { readFunctionJson } from './function-json.ts';
import { readHostJson } from './host-json.ts';
import { type Kind, kindOf } from './reading/file-names.ts';
import { type SourceText, sourceText } from './reading/source-text.ts';
import { importedPart, readFragment, readServerless } from './serverless.ts';
import { mayBeFragment } from './serverless/fragment.ts';
import { importedBy, type OpenModule } from './serverless/imported.ts';
import { readTerraform, readVariables } from './terraform.ts';
import { jsonTree } from './tree/json-tree.ts';
import { literalTree } from './tree/literal-tree.ts';
import { tomlTree } from './tree/toml-tree.ts';
import type { ParsedTree } from './tree/tree.ts';
import { yamlTree } from './tree/yaml-tree.ts';
import { readWrangler } from './wrangler.ts';

const largest = 5 * 1024 * 1024;
const mostDocuments = 200;
const byteOrderMark = '\uFEFF';

/** By path alone: whether a file is worth opening. */
export function mayBeInfrastructure(file: string): boolean {
  return kindOf(file) !== undefined;
}

/**
 * What one infrastructure file says. In: its path relative to the project root, with `/`; what it says as a module, if it is
 * one. Out: undefined where it is no infrastructure file of a format that is known. Never throws.
 */
export function readInfrastructure(file: string, text: string, module?: FileFacts): InfrastructureFacts | undefined {
  const kind = kindOf(file);
  if (kind === undefined || (kind === 'template' && !mayBeTemplate(text)) || (kind === 'shell' && !mayCreateQueues(text))) return undefined;
  if (text.length > largest) return tooLarge(file, kind);
  if (/\.[cm]?[jt]s$/.test(file)) return module && readServerless(sourceText(file, text), literalTree(module));

  return read(kind, sourceText(file, text.startsWith(byteOrderMark) ? text.slice(byteOrderMark.length) : text));
}

/** Reads the parts that a service in TypeScript imports from modules of the project. */
export function partImports(open: OpenModule): ImportedPart {
  return ({ id, source, at }, service) => {
    const imported = importedBy(service, source, open, at.file);
    return imported ? importedPart(id, imported) : [];
  };
}

function read(kind: Kind, source: SourceText): InfrastructureFacts | undefined {
  switch (kind) {
    case 'terraform':
      return readTerraform(source);
    case 'variables':
      return readVariables(source);
    case 'wrangler':
      return readWrangler(source, treeOf(source));
    case 'serverless':
      // `serverless-queues.yml` may be a template that the service includes.
      return (
        readServerless(source, treeOf(source)) ?? (namesResources(source.text) ? read('template', source) : undefined)
      );
    case 'bicep':
      return readBicep(source);
    case 'local settings':
      return readLocalSettings(source, treeOf(source));
    case 'function':
      return readFunctionJson(source, treeOf(source));
    case 'host':
      return readHostJson(source, treeOf(source));
    case 'pulumi':
      return readPulumiYaml(source, treeOf(source)) ?? (mayBeTemplate(source.text) ? readTemplate(source) : undefined);
    case 'template':
      return readTemplate(source);
    case 'shell':
      return readShell(source);
    case 'environment':
      return readEnvironment(source, treeOf(source));
    case 'dotenv':
      return readDotenv(source);
  }
}

function readTemplate(source: SourceText): InfrastructureFacts | undefined {
  if (namesResources(source.text)) return readCloudFormation(source, treeOf(source)) ?? readFragment(source, treeOf(source));
  if (mayBeDeployment(source.text)) return readArm(source, treeOf(source));
  const fragment = mayBeFragment(source.text) ? readFragment(source, treeOf(source)) : undefined;
  if (fragment) return fragment;
  return source.file.endsWith('.json') ? readRabbitmq(source, treeOf(source)) : readEnvironment(source, yamlDocuments(source.text));
}

function mayBeTemplate(text: string): boolean {
  return namesResources(text) || mayBeDeployment(text) || mayBeFragment(text) || mayBeDefinitions(text) || mayListVariables(text);
}

/** A manifest has several documents in one file: they are read as one list. */
function yamlDocuments(text: string): ParsedTree {
  const starts = [0, ...Array.from(text.matchAll(/^---.*$/gm), ({ index }) => index)].slice(0, mostDocuments);
  const trees = starts.flatMap((start, index) => {
    // What stands before is blanked, so that places stay.
    const before = text.slice(0, start).replace(/[^\n]/g, ' ');
    const { tree } = yamlTree(before + text.slice(start, starts[index + 1]).replace(/^---/, '   '));
    return tree ? [tree] : [];
  });
  return { tree: { kind: 'list', items: trees, span: [0, text.length] }, faults: [] };
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
  variables: 'terraform',
  wrangler: 'wrangler',
  serverless: 'serverless',
  function: 'azure functions',
  host: 'azure functions',
  pulumi: 'pulumi',
  template: 'cloudformation',
  shell: 'shell',
  environment: 'environment',
  dotenv: 'environment',
  bicep: 'bicep',
  'local settings': 'environment',
} as const;

function tooLarge(file: string, kind: Kind): InfrastructureFacts {
  const problem = { at: { file, line: 1, column: 1 }, message: 'This file is too large to be read.' };
  return { file, format: formats[kind], resources: [], problems: [problem] };
}
