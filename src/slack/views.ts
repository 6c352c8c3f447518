import type { ModalView } from '@slack/types';
import { PlatformFault } from '../shared/platform-fault.js';
import { asking, type Clients } from './clients.js';

/** Opens a modal. @returns false when Slack did not do it in time, so that trying again makes sense. */
export async function openView(clients: Clients, trigger: string, view: ModalView): Promise<boolean> {
  return await inTime(asking(clients.send.views.open({ trigger_id: trigger, view })));
}

/** Puts another view in a modal's place. @returns false when Slack did not do it in time. */
export async function replaceView(clients: Clients, viewId: string, view: ModalView): Promise<boolean> {
  return await inTime(asking(clients.send.views.update({ view_id: viewId, view })));
}

const TOO_LATE = new Set(
  `expired_trigger_id exchanged_trigger_id trigger_expired trigger_exchanged invalid_trigger_id not_found
   view_not_found hash_conflict`.split(/\s+/),
);

async function inTime(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (fault) {
    const passing = fault instanceof PlatformFault && ['retry-after', 'unknown-outcome'].includes(fault.kind);
    if (passing || (fault instanceof PlatformFault && TOO_LATE.has(fault.code))) return false;
    throw fault;
  }
}
