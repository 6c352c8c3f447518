import type { ModalView } from '@slack/types';
import type { Field, Form, Values } from '../chat/form.js';
import { fieldsOf, given, refilled } from '../chat/refill.js';
import { shapeOf, toModal, type Showing } from './forms.js';
import { LIMITS } from './limits.js';
import type { Carried } from './seals.js';
import { fit } from './text.js';

/**
 * The errors of a form that came back as it was sent, by field: Slack sets them beside the fields and keeps what was
 * typed. @returns null when the form is another one now, or an error belongs to a field that was not shown.
 */
export function errorsBeside(form: Form, values: Values, carried: Carried): Record<string, string> | null {
  const errors = Object.entries(form.errors ?? {});
  const isSame = shapeOf(form) === carried.shape && fieldsOf(form).every((field) => asTyped(field, values));
  const areShown = errors.every(([name]) => carried.names.includes(name));
  if (!isSame || !areShown || errors.length === 0) return null;
  return Object.fromEntries(errors.map(([name, error]) => [name, fit(error, LIMITS.hint)]));
}

/** The form to show next. Fields that the feature left empty show what was typed into them. */
export const formAnew = (form: Form, values: Values, showing: Showing): ModalView =>
  toModal(refilled(form, values), showing);

const asTyped = (field: Field, values: Values): boolean => {
  const value = given(field);
  if (value === undefined) return true;
  return JSON.stringify(value.length === 0 ? '' : value) === JSON.stringify(values[field.name] ?? '');
};
