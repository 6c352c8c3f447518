import type { Channel } from '../../chat/place.js';
import { checkFile, type Checked } from './schema/check.js';
import type { PartnershipFile } from './schema/file.js';

export type Change = { added: number; changed: number; removed: number };

/** What a load changed, counted for whoever loads. Settings are all that stands at the top of the file. */
export type Changes = Readonly<
  Record<'settings' | 'organisations' | 'sites' | 'services' | 'members' | 'channels' | 'capacity', Change>
>;

export type LoadOutcome =
  | { kind: 'loaded'; partnership: string; revision: number; changes: Changes }
  | { kind: 'no-changes'; partnership: string; revision: number }
  | { kind: 'prefix-taken'; prefix: string; by: string }
  /** References that begin with the old prefix are on paper in people's hands. */
  | { kind: 'prefix-fixed'; was: string }
  | { kind: 'channel-taken'; channel: Channel; by: string };

export type PartnershipStore = {
  /** One transaction: all of the file or, with any outcome but `loaded`, nothing. */
  load(file: PartnershipFile): Promise<LoadOutcome>;
};

/**
 * Makes the database say what the file says. What is no longer in the file becomes inactive and keeps its name on old
 * cases; accounts and channels that are no longer in it are gone at once, so that a leaver's next action is refused.
 */
export const loadPartnership = (
  needs: { store: PartnershipStore },
  file: PartnershipFile,
): Promise<LoadOutcome> => needs.store.load(file);

/** Judges the text of a file and, if it is good, loads it. */
export async function loadText(
  needs: { store: PartnershipStore },
  text: string,
): Promise<LoadOutcome | Extract<Checked, { kind: 'wrong' }>> {
  const checked = checkFile(text);
  return checked.kind === 'wrong' ? checked : loadPartnership(needs, checked.file);
}
