import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TENANT } from '../fakes/teams.js';
import { teamsUser } from '../support/teams-sample.js';

export const FIXTURE = 'test/fixtures/maternity-in-slack.yaml';
export const TRIAGE = 'C0TRIAGE';
const WARD = 'C0WARD';
const CLINIC = 'C0CLINIC';
const CLINIC_IN_TEAMS = '19:clinic@thread.tacv2';

/** The partnership's two channels, both in Slack or one in either: what is written in one is repeated in the other. */
export const channelsOf = (spans: boolean) => [WARD, spans ? CLINIC_IN_TEAMS : CLINIC] as const;
export const isInTeams = (channel: string): boolean => channel === CLINIC_IN_TEAMS;

export const PRIYA = 'U0PRIYA';
export const CLINICIANS = ['U0NADIA', 'U0BEV', 'U0RUTH'];
/** Who is in Teams and nowhere else, as the driver knows them. */
export const ONLY_IN_TEAMS = ['iris', 'tom'];

/** Writes the partnership down as a file for the loader. @returns where it is */
export function writePartnership(spans: boolean, folder: string): string {
  const inSlack = readFileSync(FIXTURE, 'utf8');
  const file = join(folder, 'partnership.yaml');
  writeFileSync(file, spans ? spanning(inSlack) : inSlack);
  return file;
}

const spanning = (inSlack: string): string =>
  inSlack
    .replace(`, T0CORRIDOR/${CLINIC}]`, `]\n  teams: ["${TENANT}/${CLINIC_IN_TEAMS}"]`)
    .replace(/^members:\n/m, (line) => line + IRIS + TOM);

const IRIS = `  iris:
    name: Iris Bell
    organisation: riverside
    role: midwife
    accounts:
      teams: ${TENANT}/${teamsUser('iris')}
`;
const TOM = `  tom:
    name: Tom Hale
    organisation: harbour
    role: solicitor
    regulations: [SRA]
    accounts:
      teams: ${TENANT}/${teamsUser('tom')}
`;
