import { LogLevel, type Logger } from '@slack/bolt';
import type { Log } from '../shared/log.js';

/** The SDK's loggers print payloads and error bodies: of what they say, only the kind and an error's class and code stay. */
export function sdkLogger(log: Log): Logger {
  const silent = () => undefined;
  const fault = (messages: readonly unknown[]) => messages.find((each) => each instanceof Error);
  return {
    debug: silent,
    info: silent,
    warn: () => log.info({ event: 'slack-sdk', kind: 'warning' }),
    error: (...messages: unknown[]) => log.error({ event: 'slack-sdk', kind: 'error' }, fault(messages)),
    setLevel: silent,
    getLevel: () => LogLevel.WARN,
    setName: silent,
  };
}
