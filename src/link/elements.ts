import { cutAt } from './cuts.ts';
import type { Frame } from './frame.ts';
import { limits } from './limits.ts';

const ELEMENTS = `more than ${String(limits.elements)} elements of one collection`;

/** The elements of a collection that are looked at. In: also where it stands, to tell of the others there. */
export function firstElements<Element>(elements: readonly Element[], frame: Pick<Frame, 'file' | 'fn'> | undefined): readonly Element[] {
  if (elements.length <= limits.elements) return elements;
  if (frame) cutAt(frame.file, frame.fn, ELEMENTS);
  return elements.slice(0, limits.elements);
}
