import { cleanedCommand, type Clean } from '../chat/clean.js';
import { mentionsIn, type Activity } from './activity.js';
import { encoded, typedText } from './text.js';

type Needs = { clean: Clean; words: ReadonlySet<string> };

/** An activity as it may be stored: not a word in it by which somebody could be picked out. */
export function cleaned({ clean, words }: Needs, activity: Activity, isHeard: boolean): Activity {
  const { value: _value, ...rest } = activity;
  const typed = typedText(activity);
  const { text, removed } = isHeard
    ? clean(typed)
    : { text: cleanedCommand(clean, words, typed), removed: [] };
  // Who is mentioned stands in the text already, as far as it may be kept.
  const entities = mentionsIn(activity).map(({ type, mentioned: { id } }) => ({ type, mentioned: { id } }));
  return { ...rest, text: encoded(text), entities, removed: [...removed] };
}
