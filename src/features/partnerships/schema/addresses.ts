import { z } from 'zod';
import type { Channel, Person, Platform } from '../../../chat/place.js';
import { block, printable } from './fields.js';

type Shape = { tenant: RegExp; id: RegExp; what: string };

const GUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const GUID_EXAMPLE = '1b4e28ba-2fa1-11d2-883f-0016d3cca427';
const WEB = { tenant: /^local$/, id: /^[a-z][a-z0-9-]{0,39}$/ };
const SLACK_TENANT = /^[TE][A-Z0-9]{2,20}$/;
const TEAMS_TENANT = new RegExp(`^${GUID}$`, 'i');

const PEOPLE: Record<Platform, Shape> = {
  slack: {
    tenant: SLACK_TENANT,
    id: /^[UW][A-Z0-9]{2,20}$/,
    what: 'a Slack workspace and member id, such as T0123ABCD/U0456EFGH',
  },
  teams: {
    tenant: TEAMS_TENANT,
    id: new RegExp(`^${GUID}$`, 'i'),
    what: `an Entra tenant and object id, such as ${GUID_EXAMPLE}/${GUID_EXAMPLE}`,
  },
  web: { ...WEB, what: 'a short name of small letters, such as nadia' },
};

const CHANNELS: Record<Platform, Shape> = {
  slack: {
    tenant: SLACK_TENANT,
    id: /^[CG][A-Z0-9]{2,20}$/,
    what: 'a Slack workspace and channel id, such as T0123ABCD/C0456EFGH',
  },
  teams: {
    tenant: TEAMS_TENANT,
    id: /^19:[\w-]{1,100}@thread\.(tacv2|skype|v2)$/,
    what: `an Entra tenant and channel id, such as ${GUID_EXAMPLE}/19:abc123@thread.tacv2`,
  },
  web: { ...WEB, what: 'a short name of small letters, such as corridor' },
};

/** Somebody's accounts: for each platform one, or a list of several. */
export const Accounts = block({
  slack: addresses('slack', PEOPLE.slack, 'user').optional(),
  teams: addresses('teams', PEOPLE.teams, 'user').optional(),
  web: addresses('web', PEOPLE.web, 'user').optional(),
}).transform(({ slack = [], teams = [], web = [] }): readonly Person[] =>
  [...slack, ...teams, ...web].map(({ platform, tenant, id }) => ({ platform, tenant, user: id })),
);

/** Channels of one purpose: for each platform one, or a list of several. */
export const Channels = block({
  slack: addresses('slack', CHANNELS.slack, 'channel').optional(),
  teams: addresses('teams', CHANNELS.teams, 'channel').optional(),
  web: addresses('web', CHANNELS.web, 'channel').optional(),
}).transform(({ slack = [], teams = [], web = [] }): readonly Channel[] =>
  [...slack, ...teams, ...web].map(({ platform, tenant, id }) => ({ platform, tenant, channel: id })),
);

function addresses(platform: Platform, shape: Shape, idName: 'user' | 'channel') {
  return z.unknown().transform((input, context) => {
    const inputs = Array.isArray(input) ? (input as unknown[]) : [input];
    if (inputs.length === 0) context.addIssue({ code: 'custom', message: `is empty: write ${shape.what}` });
    return inputs.slice(0, 20).flatMap((one, at) => {
      const address = addressOf(one, platform, shape, idName);
      if (typeof address !== 'string') return [{ platform, ...address }];
      context.addIssue({ code: 'custom', message: address, path: Array.isArray(input) ? [at] : [] });
      return [];
    });
  });
}

/** The two halves of an address, or what is wrong with it. A web address has only one half. */
function addressOf(
  input: unknown,
  platform: Platform,
  { tenant, id, what }: Shape,
  idName: 'user' | 'channel',
) {
  const [ofTenant, ofId] = halves(input, platform, idName);
  if (tenant.test(ofTenant) && id.test(ofId)) return normal(platform, ofTenant, ofId);
  if (/^[#@]/.test(ofId) || /^[#@]/.test(ofTenant)) {
    return `“${printable(ofId || ofTenant)}” is a name, and names change: write the id, ${what}`;
  }
  return ofTenant === '' && ofId === '' ? `is missing: write ${what}` : `should be ${what}`;
}

function halves(input: unknown, platform: Platform, idName: string): [string, string] {
  if (typeof input === 'string') {
    const cut = input.indexOf('/');
    if (platform === 'web') return ['local', input];
    return cut < 0 ? [input, ''] : [input.slice(0, cut), input.slice(cut + 1)];
  }
  if (typeof input !== 'object' || input === null) return ['', ''];
  const parts: Record<string, unknown> = { ...input };
  const known = Object.keys(parts).every((each) => each === 'tenant' || each === idName);
  const tenant = parts['tenant'] ?? (platform === 'web' ? 'local' : '');
  const id = parts[idName];
  return known && typeof tenant === 'string' && typeof id === 'string' ? [tenant, id] : ['?', '?'];
}

/** Entra writes its ids in either case; the platform room compares them as small letters. */
const normal = (platform: Platform, tenant: string, id: string) =>
  platform === 'teams'
    ? { tenant: tenant.toLowerCase(), id: id.startsWith('19:') ? id : id.toLowerCase() }
    : { tenant, id };
