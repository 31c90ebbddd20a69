import type { FunctionResource, InfrastructureValue, InvokeResource } from '../../model/infrastructure.ts';
import { acceptsFunction } from '../../model/accepted-rules.ts';
import { acceptedIn } from './accepted.ts';
import { firstOf } from '../reading/dead-letter.ts';
import { fromFolderOf } from '../reading/path.ts';
import { unknown } from '../reading/value.ts';
import { entriesOf, itemsOf, textOf, type Tree, treeAt } from '../tree/tree.ts';
import { intrinsicOf, valueOf } from './intrinsics.ts';
import { deadLetterAt, numberAt, settingAt, valueAt } from './setting.ts';
import type { Declared, Template } from './template.ts';

export function readFunction(declared: Declared, template: Template): readonly FunctionResource[] {
  const { properties } = declared;
  return [
    {
      ...functionOf(declared, template),
      ...(treeAt(properties, 'Code', 'ZipFile') ? { handler: undefined } : { codeDirectory: codeDirectory(treeAt(properties, 'Code'), template) }),
      asynchronousDeadLetter: deadLetterAt(properties, ['DeadLetterConfig', 'TargetArn'], template),
    },
  ];
}

/** In: properties that already hold what `Globals` adds. */
export function readServerlessFunction(declared: Declared, template: Template): FunctionResource {
  const { properties, tree } = declared;
  const code = treeAt(properties, 'CodeUri');
  const isInline = treeAt(properties, 'InlineCode') !== undefined;
  // What names no code is packed from the template's folder. Source: aws-sam-cli 1.146 `lib/providers/sam_base_provider.py` (`_DEFAULT_CODEURI`).
  const directory = code || isInline ? codeDirectory(code, template) : fromFolderOf(template.source.file, '.');
  const [entry, second] = itemsOf(treeAt(tree, 'Metadata', 'BuildProperties', 'EntryPoints')).map(textOf);
  return {
    ...functionOf(declared, template),
    ...(isInline && { handler: undefined }),
    codeDirectory: directory,
    entry: entry !== undefined && second === undefined ? fromFolderOf(`${directory ?? '.'}/_`, entry) : undefined,
    asynchronousDeadLetter: firstOf(
      deadLetterAt(properties, ['DeadLetterQueue', 'TargetArn'], template),
      deadLetterAt(properties, ['EventInvokeConfig', 'DestinationConfig', 'OnFailure', 'Destination'], template) ??
        madeUp(properties),
    ),
  };
}

/** `OnFailure` with a type alone: SAM creates the queue or topic. */
function madeUp(properties: Tree | undefined): 'unknown' | undefined {
  const onFailure = settingAt(properties, ['EventInvokeConfig', 'DestinationConfig', 'OnFailure', 'Type']);
  return onFailure === undefined ? undefined : 'unknown';
}

function functionOf({ id, properties, at, tree }: Declared, template: Template): FunctionResource {
  return {
    kind: 'function',
    id,
    accepted: acceptedIn(tree, acceptsFunction, template.source),
    scope: template.scope,
    at,
    name: valueAt(properties, ['FunctionName'], template),
    handler: valueAt(properties, ['Handler'], template),
    environment: environmentOf(treeAt(properties, 'Environment', 'Variables'), template),
    timeoutSeconds: numberAt(properties, ['Timeout'], template),
    asynchronousDeadLetter: undefined,
  };
}

export function environmentOf(
  variables: Tree | undefined,
  template: Template,
): Readonly<Record<string, InfrastructureValue>> {
  if (variables?.kind === 'value' || (variables && intrinsicOf(variables)))
    return { '*': valueOf(variables, template) };
  return Object.fromEntries(entriesOf(variables).map(({ key, value }) => [key, valueOf(value, template)]));
}

/** A local folder; not a bucket, not an archive that was made before. */
function codeDirectory(code: Tree | undefined, template: Template): string | undefined {
  const written = code && valueOf(code, template);
  if (written?.kind !== 'text' || /\.(?:zip|jar)$/.test(written.text)) return undefined;
  return fromFolderOf(template.source.file, written.text);
}

export function readInvokeConfig({ id, properties, at }: Declared, template: Template): readonly InvokeResource[] {
  return [
    {
      kind: 'invoke',
      id,
      scope: template.scope,
      at,
      function: valueAt(properties, ['FunctionName'], template) ?? unknown('no function is named'),
      asynchronousDeadLetter: deadLetterAt(properties, ['DestinationConfig', 'OnFailure', 'Destination'], template),
    },
  ];
}
