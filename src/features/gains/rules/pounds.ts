/** The most that one outcome may be: more is a slip of the finger, and would not fit its column. */
const MOST_PENCE = 999_999_999;

export type ReadPounds =
  | { kind: 'pence'; pence: number }
  | { kind: 'wrong'; why: 'not-an-amount' | 'half-pence' | 'nothing' | 'too-much' };

const AMOUNT = /^£?\s?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

/**
 * Reads an amount as people type it (“£1,234.50”, “25”, “25.5”) into whole pence, by its digits alone, so that no
 * rounding comes in. Refuses whatever could be read in two ways (“1,5”, “1.234,50”).
 */
export function readPounds(typed: string): ReadPounds {
  const [, whole, fraction = ''] = AMOUNT.exec(typed.trim()) ?? [];
  if (whole === undefined) return { kind: 'wrong', why: 'not-an-amount' };
  if (fraction.length > 2) return { kind: 'wrong', why: 'half-pence' };
  const digits = whole.replaceAll(',', '');
  if (digits.length > 12) return { kind: 'wrong', why: 'too-much' };
  const pence = Number(`${digits}${fraction.padEnd(2, '0')}`);
  if (pence === 0) return { kind: 'wrong', why: 'nothing' };
  return pence > MOST_PENCE ? { kind: 'wrong', why: 'too-much' } : { kind: 'pence', pence };
}

/** “£1,234.50”. */
export function poundsInWords(pence: number): string {
  const whole = String(Math.floor(pence / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `£${whole}.${String(pence % 100).padStart(2, '0')}`;
}
