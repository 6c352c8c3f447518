import { cutTo, wellFormed } from '../chat/fit.js';
import { LIMITS } from './limits.js';

const CUT = '… (cut: too long for Slack)';

/** For a box that can be typed in: cut without a word, since the word would be sent as if typed. */
export const fitInput = (text: string, max: number): string => cutTo(wellFormed(text), max);

/** Shortens to `max` characters and says so; never ends in half a character. Blank text, which Slack refuses, is a dash. */
export function fit(text: string, max: number): string {
  const whole = wellFormed(text);
  return whole.trim() === '' ? '–' : cutTo(whole, max, max > CUT.length * 2 ? CUT : '…');
}

/** A text object that Slack shows as it stands: no markup, no mentions, no emoji codes. */
export const plainText = (text: string, max: number) =>
  ({ type: 'plain_text', text: fit(text, max), emoji: false }) as const;

/** For the one field Slack always reads as markup: a message's `text`, which lock screens show. */
export function summaryText(summary: string): string {
  const short = fit(summary, LIMITS.summary / 8); // escaping can lengthen it fivefold
  return markupOf(short);
}

/** Words as Slack writes them down, so that `typedText` gives them back. */
export const markupOf = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const TOKEN = /<((?:[@#!]|[a-z][a-z0-9+.-]{1,20}:)[^<>|\s]{1,2000})(?:\|([^<>]{0,2000}))?>/g;

/** What a person typed, from the markup that Slack makes of it: mentions, links and escapes become plain words. */
export function typedText(markup: string): string {
  return wellFormed(markup)
    .replace(TOKEN, (_, target: string, label?: string) => wordsOf(target, label))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}

function wordsOf(target: string, label: string | undefined): string {
  const name = label === undefined || label === '' ? target.slice(1) : label;
  if (target.startsWith('@')) return `@${name}`;
  if (target.startsWith('#')) return `#${name}`;
  if (target.startsWith('!')) return `@${name.replace(/^@/, '')}`;
  const shown = label ?? target.replace(/^(mailto|tel):/, '');
  return target.startsWith('http') && shown !== target ? `${shown} (${target})` : shown;
}
