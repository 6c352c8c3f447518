import { cleanedCommand, type Clean } from '../chat/clean.js';
import type { EventBody } from './envelope.js';
import type { Word } from './home.js';
import { markupOf, typedText } from './text.js';

type Needs = { clean: Clean; words: readonly Word[]; self: { botUser: string } };
type MessageEvent = Extract<EventBody['event'], { type: 'message' }>;

/** An event as it may be stored: not a word in it by which somebody could be picked out. */
export function cleaned(needs: Needs, body: EventBody): EventBody {
  const { event } = body;
  if (event.type === 'app_mention') return { ...body, event: { ...event, text: orderIn(needs, event.text) } };
  if (event.type !== 'message') return body;
  if (event.channel_type === 'im') return { ...body, event: { ...event, text: orderIn(needs, event.text) } };
  return { ...body, ...written(needs, event) };
}

/** What somebody wrote to others, or changed or deleted of it: the words as they stand now, and no former ones. */
function written({ clean }: Needs, { message, previous_message, ...event }: MessageEvent) {
  const now = event.subtype === 'message_changed' ? (message?.text ?? '') : event.text;
  const { text, removed } = clean(typedText(now));
  const stored = markupOf(text);
  return {
    removed: [...removed],
    event: {
      ...event,
      text: event.subtype === 'message_changed' ? '' : stored,
      ...(event.subtype === 'message_changed' && message && { message: { ...message, text: stored } }),
      ...(event.subtype === 'message_deleted' &&
        previous_message && { previous_message: { ...previous_message, text: '' } }),
    },
  };
}

/** A word of ours and what follows, without the mention of Corridor before it. */
const orderIn = ({ clean, words, self }: Needs, markup: string): string =>
  markupOf(
    cleanedCommand(clean, new Set(words.map(({ word }) => word)), typedText(withoutUs(self.botUser, markup))),
  );

const withoutUs = (botUser: string, markup: string): string =>
  markup.replace(new RegExp(`^\\s*<@${botUser}(\\|[^>]*)?>`), '');
