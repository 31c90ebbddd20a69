/** The question what a rule finds in the whole project, in the words of `State`. */
export function questionOf(rule: string, options: object): string {
  return `findings ${rule} ${JSON.stringify(options)}`;
}
