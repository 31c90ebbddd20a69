import type { FunctionResource, InvokeResource, ValueResource } from '../../model/infrastructure.ts';
import type { Block } from '../hcl/syntax.ts';
import { folderOf, fromFolderOf } from '../reading/path.ts';
import { display, reference, unknown } from '../reading/value.ts';
import { blockIn, numberIn, settingOf, valueIn } from './block.ts';
import { deadLetterIn } from './dead-letter.ts';
import type { Declared, Module } from './module.ts';
import { recordOf } from './parts.ts';

export function readFunction({ id, block, at }: Declared, module: Module): readonly FunctionResource[] {
  const environment = blockIn(block, 'environment');
  return [
    {
      kind: 'function',
      id,
      scope: module.scope,
      at,
      name: valueIn(block, 'function_name', module),
      handler: valueIn(block, 'handler', module),
      ...codeOf(block, module),
      environment:
        environment === 'dynamic'
          ? { '*': unknown('it depends on a list') }
          : recordOf(environment && settingOf(environment, 'variables'), module),
      timeoutSeconds: numberIn(block, 'timeout', module),
      asynchronousDeadLetter: deadLetterIn(block, ['dead_letter_config'], 'target_arn', module),
    },
  ];
}

/** An archive that another file declares, or whose folder others give, leads further when the files are joined. */
function codeOf(block: Block, module: Module): Pick<FunctionResource, 'codeDirectory' | 'codeFolder'> {
  const archive = valueIn(block, 'filename', module);
  const id = archive?.kind === 'imported' ? archive.name.split('.').slice(0, 3).join('.') : archive?.kind === 'reference' ? archive.to : undefined;
  const directory = id === undefined ? undefined : codeDirectory(id, module);
  if (directory !== undefined) return { codeDirectory: directory };
  return id?.startsWith('data.archive_file.') ? { codeFolder: reference(`${id}.packed`) } : {};
}

/** The folder that an `archive_file` of the same file packs, or that of the one file it packs. */
function codeDirectory(id: string, module: Module): string | undefined {
  const declared = module.declared.get(id);
  const folder = declared && valueIn(declared.block, 'source_dir', module);
  const single = declared && valueIn(declared.block, 'source_file', module);
  const packed = folder ?? single;
  if (packed === undefined) return undefined;
  const path = fromFolderOf(module.source.file, display(packed).replace(/^\$\{path\.module\}\/?/, './'));
  return folder === undefined && path !== undefined ? folderOf(path) : path;
}

export function readInvokeConfig({ id, block, at }: Declared, module: Module): readonly InvokeResource[] {
  return [
    {
      kind: 'invoke',
      id,
      scope: module.scope,
      at,
      function: valueIn(block, 'function_name', module) ?? unknown('no function is named'),
      asynchronousDeadLetter: deadLetterIn(block, ['destination_config', 'on_failure'], 'destination', module),
    },
  ];
}

/** An alias stands for its function. */
export function readAlias({ id, block, at }: Declared, module: Module): readonly ValueResource[] {
  const value = valueIn(block, 'function_name', module);
  return value ? [{ kind: 'value', id, scope: module.scope, at, value }] : [];
}
