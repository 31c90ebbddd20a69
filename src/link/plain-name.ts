/** Of a queue's URL or ARN the last part is its name. */
export function plainName(text: string): string {
  const url = /^https?:\/\/[^/]+\/(?:.*\/)?([^/]+)$/.exec(text);
  const arn = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:.*[:/])?([^:/]+)$/.exec(text);
  return url?.[1] ?? arn?.[1] ?? text;
}
