export interface Recording {
  readonly direct: ReadonlyMap<string, ReadonlySet<string>>;
  readonly fromOutside: ReadonlySet<string>;
}
