import { z } from 'zod';

/** What names something that was set aside, in a button or at the terminal. */
export const LetterId = z.string().regex(/^(message|event|job):[\w-]{1,64}$/);
