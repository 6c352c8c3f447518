import type { Field, Form, Values } from './form.js';

/** Every field of a form, in the order in which it is shown. */
export const fieldsOf = (form: Form): Field[] => [...form.fields, ...(form.more?.fields ?? [])];

/** What a field is filled in with before anything is typed. */
export const given = (field: Field): Values[string] =>
  field.kind === 'choices' ? field.values : field.value;

/** The same form, where the fields that the feature left empty show what was typed into them. */
export function refilled(form: Form, values: Values): Form {
  const fill = (field: Field): Field => {
    const typed = values[field.name];
    if (given(field) !== undefined || typed === undefined) return field;
    if (field.kind === 'choices') return { ...field, values: typeof typed === 'string' ? [typed] : typed };
    return typeof typed === 'string' ? { ...field, value: typed } : field;
  };
  const more = form.more && { ...form.more, fields: form.more.fields.map(fill) };
  return { ...form, fields: form.fields.map(fill), ...(more && { more }) };
}
