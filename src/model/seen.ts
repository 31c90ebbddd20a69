/** How a place of the disk looked to an analysis: enough to tell later whether it would see the same again. */
export interface Seen {
  /** Relative to the root, with `/`; `''` is the root itself, `..` leads out of it. */
  readonly path: string;
  /**
   * `text`: a file that was read, or looked for; `lockfile`: one that may be larger. `folder`: what it holds. `link`:
   * where it leads. `around`: which folders around the root belong to it.
   */
  readonly kind: 'text' | 'lockfile' | 'folder' | 'link' | 'around';
  readonly digest: string;
  /** What the file system's own books said. Absent where the place may have been changed while it was read. */
  readonly stamp?: string;
  /** Of a folder: names in it that were asked for, and that would not count otherwise. */
  readonly asked?: readonly string[];
}
