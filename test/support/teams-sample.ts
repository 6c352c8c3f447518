import { createHash } from 'node:crypto';
import { TENANT } from '../fakes/teams.js';
import { sampleText } from './partnership.js';

/** Somebody of the sample as Entra knows them. */
export const teamsUser = (key: string): string => {
  const hex = createHash('sha256').update(key).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** A channel of the sample as Teams knows it. */
export const teamsChannel = (key: string): string => `19:${key}@thread.tacv2`;

/** The maternity sample with everybody and every channel in Teams instead of the local workspace. */
export const teamsSampleText = (): string =>
  sampleText('maternity')
    .replace(
      /^( +)web: (harbour-triage|mersey-law-triage|corridor)$/gm,
      (_, indent: string, key: string) => `${indent}teams: ${TENANT}/${teamsChannel(key)}`,
    )
    .replace(
      /^( +)web: (\w+)$/gm,
      (_, indent: string, key: string) => `${indent}teams: ${TENANT}/${teamsUser(key)}`,
    );
