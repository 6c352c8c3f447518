import { v7 } from 'uuid';

/** A random id that sorts by the time it was made. Meaningless to people, safe in logs. */
export const newId = (): string => v7();
