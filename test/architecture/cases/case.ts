/** Files of a house that does not stand, by path from src. */
export type Files = Readonly<Record<string, string>>;

/** A way to build, and the sentences it earns: none when it is right. */
export type Case = readonly [title: string, files: Files, faults: readonly string[]];
