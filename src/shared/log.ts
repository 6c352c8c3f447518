/** One wide event, written when the thing it tells of has ended. */
export type LogEvent = { event: string } & Partial<Record<LogField, string | number | boolean | null>>;

/**
 * The fields a log line may have: ids, codes, counts and times. Anything else is dropped, whatever a caller passes,
 * so no text that somebody typed can reach a log by mistake.
 */
const FIELDS = [
  'event',
  'reference',
  'errorReference',
  'partnership',
  'organisation',
  'member',
  'role',
  'platform',
  'tenant',
  'channel',
  'command',
  'action',
  'outcome',
  'notice',
  'job',
  'subject',
  'messageId',
  'outboxId',
  'key',
  'kind',
  'code',
  'error',
  'frames',
  'status',
  'attempts',
  'count',
  'ms',
  'port',
  'url',
  'version',
  'database',
  'trouble',
  'revision',
  'variable',
] as const;
type LogField = Exclude<(typeof FIELDS)[number], 'event'>;

export type Log = { info(event: LogEvent): void; error(event: LogEvent, fault?: unknown): void };

/** @param write gets one line of JSON, without the line's end. */
export function createLog(write: (line: string) => void, now: () => Date): Log {
  const line = (level: string, event: LogEvent) => {
    const kept = FIELDS.flatMap((field) => (event[field] === undefined ? [] : [[field, clip(event[field])]]));
    write(JSON.stringify({ at: now().toISOString(), level, ...Object.fromEntries(kept) }));
  };
  return {
    info: (event) => line('info', event),
    error: (event, fault) => line('error', { ...event, ...describe(fault) }),
  };
}

/** An exception's message may quote what was typed, so only its name, code and places in our code are kept. */
function describe(fault: unknown): Partial<LogEvent> {
  if (!(fault instanceof Error)) return {};
  const code = (fault as { code?: unknown }).code;
  const frames = (fault.stack ?? '')
    .split('\n')
    .filter((each) => /^\s+at /.test(each))
    .slice(0, 6);
  return {
    error: fault.name,
    ...(typeof code === 'string' && { code }),
    frames: frames
      .map((each) => each.trim().replace(/\(?file:\/\/\S*?\/(src|dist|node_modules)\//, '($1/'))
      .join(' | '),
  };
}

const clip = (value: unknown) => (typeof value === 'string' ? value.slice(0, 2_000) : value);
