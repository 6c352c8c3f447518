import { z } from 'zod';
import { Refused } from '../chat/body.js';

/** Entra writes its ids in either case; they are compared as small letters. */
const Guid = z.guid().transform((id) => id.toLowerCase());
const Id = z.string().min(1).max(500);
const Text = z.string().max(200_000).nullish();

const Account = z.object({
  id: Id,
  aadObjectId: Guid.optional().catch(undefined),
  tenantId: Guid.nullish().transform((id) => id ?? undefined),
});

const ChannelData = z.object({
  tenant: z.object({ id: Guid }).optional(),
  channel: z.object({ id: Id }).nullish(),
  team: z.object({ id: Id, aadGroupId: Guid.optional() }).nullish(),
  eventType: z.string().max(64).nullish(),
});

const Mention = z.object({
  type: z.literal('mention'),
  text: z.string().max(1_000).nullish(),
  mentioned: z.object({ id: Id, name: z.string().max(500).nullish() }),
});
const Entity = z.union([Mention, z.unknown().transform(() => null)]);

/** What Teams sends, without what Corridor has no use for: that is never kept. */
const Shape = z.object({
  type: z.string().min(1).max(64),
  id: Id.optional(),
  name: z.string().max(128).optional(),
  timestamp: z.string().max(64).optional(),
  channelId: z.string().max(64),
  serviceUrl: z.string().max(500).nullish(),
  from: Account.optional(),
  recipient: z.object({ id: Id, isTargeted: z.boolean().nullish() }),
  conversation: z.object({
    id: Id,
    conversationType: z.string().max(64).nullish(),
    tenantId: Guid.nullish().transform((id) => id ?? undefined),
  }),
  channelData: ChannelData.nullish(),
  text: Text,
  action: z.string().max(64).nullish(),
  entities: z.array(Entity).max(200).nullish(),
  value: z.unknown().optional(),
  /** Not of Teams: the kinds of what was taken out of it before it was stored. */
  removed: z.array(z.string()).optional(),
});

/** One thing that happened in Teams. `tenant` is where it happened; the person in `from` may be of another. */
export type Activity = Omit<z.infer<typeof Shape>, 'serviceUrl'> & {
  serviceUrl: string;
  tenant: string | undefined;
};

/** Reads an activity. @throws Refused for what Teams does not send */
export function readActivity(json: unknown): Activity {
  const read = Shape.safeParse(json);
  if (!read.success) throw new Refused(400);
  const { serviceUrl, channelData } = read.data;
  return { ...read.data, serviceUrl: serviceUrl ?? '', tenant: channelData?.tenant?.id };
}

/** Whether this is the one-to-one chat of somebody with Corridor. */
export const isPersonal = ({ conversation }: Activity) => conversation.conversationType === 'personal';

/** Whether nobody else sees what was written: there, or behind a slash anywhere. */
export const isForUsAlone = (activity: Activity) =>
  isPersonal(activity) || activity.recipient.isTargeted === true;

/** The channel of a conversation in a channel, and the message that its thread belongs to. */
export function threadOf({ conversation }: Activity): { channel: string; root: string } | null {
  if (conversation.conversationType !== 'channel') return null;
  const [channel = '', root] = conversation.id.split(';messageid=');
  return root === undefined ? null : { channel, root };
}

/** The mentions in a message. */
export const mentionsIn = ({ entities }: Activity) => (entities ?? []).filter((each) => each !== null);

/** Whether a message calls Corridor by its name. */
export const mentionsUs = (activity: Activity): boolean =>
  mentionsIn(activity).some(({ mentioned }) => mentioned.id === activity.recipient.id);
