import { say } from '../../chat/call.js';
import type { CommandWord, Feature } from '../../chat/feature.js';
import type { Who } from '../partnerships/rules.js';
import { helpMessage } from './messages.js';

/** `help`, made of the other features’ commands. */
export function helpFeature(others: readonly Feature<Who>[]): Feature<Who> {
  const help: CommandWord<Who> = {
    word: 'help',
    about: 'What to do now, and the phone numbers',
    shortcut: 'Help',
    run: async (_call, { partnership }) =>
      say(helpMessage(partnership, [...others.flatMap(({ commands }) => commands), help])),
  };
  return { commands: [help], presses: {}, forms: {} };
}
