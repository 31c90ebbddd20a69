import type { FunctionEntity } from '../../link/entity.ts';
import type { Linker } from '../../link/linker.ts';
import type { Suggestion } from '../../model/finding.ts';

/** Returns the message at the end of its handler, where that has a name for it and is not left before. */
export function returningMessage({ written }: Linker, { file, fact: { span, parameters, returns } }: FunctionEntity): readonly Suggestion[] {
  const [message] = parameters;
  const text = written.textOf(file.file, span) ?? '';
  const line = text.lastIndexOf('\n') + 1;
  const last = text.slice(line);
  if (!message?.name || returns.length > 0 || line === 0 || last.trim() !== '}') return [];
  const at = span[0] + line;
  const end = /;\s*$/m.test(text) ? ';' : '';
  const edit = { file: file.file, start: at, end: at, text: `${last.slice(0, -1)}${file.layout.indent}return ${message.name}${end}${file.layout.newLine}` };
  return [{ title: 'Return the message, so that it is deleted when its work is done.', edits: [edit] }];
}
