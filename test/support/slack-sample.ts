import { sampleText } from './partnership.js';

/** The workspace of the sample when it lives in Slack: the one the fake Slack has. */
export const SLACK_TEAM = 'T0CORRIDOR';

const id = (start: string, key: string) => `${start}0${key.toUpperCase().replaceAll('-', '')}`;

/** Somebody of the sample as Slack knows them: `U0NADIA`. */
export const slackUser = (key: string): string => id('U', key);

/** A channel of the sample as Slack knows it: `C0HARBOURTRIAGE`, `C0CORRIDOR`. */
export const slackChannel = (key: string): string => id('C', key);

/** The maternity sample with everybody and every channel in Slack instead of the local workspace. */
export const slackSampleText = (): string =>
  sampleText('maternity')
    .replace(
      /^( +)web: (harbour-triage|mersey-law-triage|corridor)$/gm,
      (_, indent: string, key: string) => `${indent}slack: ${SLACK_TEAM}/${slackChannel(key)}`,
    )
    .replace(
      /^( +)web: (\w+)$/gm,
      (_, indent: string, key: string) => `${indent}slack: ${SLACK_TEAM}/${slackUser(key)}`,
    );
