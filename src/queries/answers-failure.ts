import type { TryNode } from '../link/flow.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { Argument, Value } from '../model/value.ts';

/** Does a `catch` answer a request with an error: `res.status(500)`, `Response.json(body, { status: 502 })`, `next(error)`? */
export function answersFailure({ frame: { file }, handlerSpan }: TryNode): boolean {
  if (!handlerSpan) return false;
  return file.calls.some(({ callee, arguments: given, span }) => {
    if (span[0] < handlerSpan[0] || span[1] > handlerSpan[1]) return false;
    return given.some((each) => saysStatus(each)) || (isNext(file, callee) && given.length === 1);
  });
}

/** `next`, by the name that every middleware gives it. */
function isNext(file: FileFacts, callee: Value): boolean {
  return callee.kind === 'binding' && file.bindings[callee.binding]?.kind === 'parameter' && file.bindings[callee.binding]?.name === 'next';
}

function saysStatus(value: Argument): boolean {
  if (value.kind === 'literal') return isError(value.value);
  if (value.kind !== 'object') return false;
  return value.properties.some((property) => property.kind === 'value' && (property.key === 'status' || property.key === 'statusCode') && property.value.kind === 'literal' && isError(property.value.value));
}

function isError(status: unknown): boolean {
  return typeof status === 'number' && status >= 400 && status < 600;
}
