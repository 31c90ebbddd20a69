/** What comes of an option that is easily set, or left out, wrongly. */
export type Harm =
  /** Messages are lost. */
  | 'lost'
  /** The library refuses it at run time. */
  | 'refused'
  /** The library does not read it. */
  | 'ignored'
  /** Nothing limits how much is in work. */
  | 'unlimited'
  /** Two runs of one message go on side by side. */
  | 'overlapping'
  /** A message that was processed comes again. */
  | 'repeated';

/** What an option has to be for the harm. */
export type HazardValue =
  | 'set'
  | 'unset'
  | { readonly oneOf: readonly (string | number | boolean)[] }
  /** A regular expression of the text; `…` stands for a hole. */
  | { readonly matches: string }
  /** A thing of the library by its name. */
  | { readonly named: string };

/** An option of a library that does harm: a fact of the library, by version. */
export interface Hazard {
  readonly on: 'consumer' | 'producer' | 'transport';
  /** Of libraries with several. */
  readonly system?: string;
  /** Calls it holds for, in the words of the table; absent: all. */
  readonly calls?: readonly string[];
  readonly option: string;
  readonly is: HazardValue;
  /** Other options that have to be so as well. */
  readonly also?: readonly { readonly option: string; readonly is: HazardValue }[];
  /** Major versions it holds for: from, and below. */
  readonly from?: number;
  readonly below?: number;
  readonly harm: Harm;
  /** What to write beside the option that is missing. */
  readonly mend?: { readonly title: string; readonly property: string };
  /** Fact and consequence, as the end of a sentence after the name of the destination. */
  readonly says: string;
}
