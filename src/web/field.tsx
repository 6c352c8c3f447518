import type { Field } from '../chat/form.js';
import { ONE } from './fields.js';
import { chosen, MOST_RADIOS, Options } from './options.js';

type FieldProps = { field: Field; error: string | undefined };

/** Where the error summary sends people: the field, or the first of its choices. */
export const fieldId = (name: string): string => `field-${name}`;

/** Text for a textarea. Browsers drop a line end straight after the tag, so the text's own first one needs another. */
export const areaText = (text: string): string => `\n${text}`;

/** One question with its hint and what is wrong with the answer, all read out together. */
export const FieldView = ({ field, error }: FieldProps) =>
  isGroup(field) ? <Group field={field} error={error} /> : <Single field={field} error={error} />;

function isGroup(field: Field): boolean {
  return field.kind === 'choices' || (field.kind === 'choice' && field.options.length <= MOST_RADIOS);
}

const Single = ({ field, error }: FieldProps) => (
  <div class={rowClass(error)}>
    <label class="question" for={fieldId(field.name)}>
      {field.label}
      <Optional field={field} />
    </label>
    <Asides field={field} error={error} />
    <Control field={field} error={error} />
  </div>
);

const Group = ({ field, error }: FieldProps) => (
  <fieldset class={rowClass(error)} aria-describedby={describedBy(field, error)}>
    <legend class="question">
      {field.label}
      <Optional field={field} />
    </legend>
    <Asides field={field} error={error} />
    <Options field={field} id={fieldId(field.name)} />
  </fieldset>
);

function Control({ field, error }: FieldProps) {
  const shared = {
    id: fieldId(field.name),
    name: `${ONE}${field.name}`,
    required: field.required,
    'aria-describedby': describedBy(field, error),
    'aria-invalid': error === undefined ? undefined : ('true' as const),
  };
  if (field.kind === 'text' && field.lines === 'many') {
    return (
      <textarea {...shared} class="form-control" rows={5}>
        {areaText(field.value ?? '')}
      </textarea>
    );
  }
  if (field.kind === 'text') {
    return (
      <input {...shared} type="text" class="form-control" value={field.value ?? ''} autocomplete="off" />
    );
  }
  if (field.kind === 'date') {
    return <input {...shared} type="date" class="form-control day" value={field.value ?? ''} />;
  }
  return (
    <select {...shared} class="form-select">
      <option value="">{field.required ? 'Choose one' : 'No answer'}</option>
      {field.options.map((option) => (
        <option value={option.value} selected={chosen(field, option)}>
          {option.note === undefined ? option.label : `${option.label} (${option.note})`}
        </option>
      ))}
    </select>
  );
}

const Optional = ({ field }: { field: Field }) =>
  field.required ? null : <span class="optional"> (optional)</span>;

const Asides = ({ field, error }: FieldProps) => (
  <>
    {hintOf(field) !== undefined && (
      <p class="hint" id={`${fieldId(field.name)}-hint`}>
        {hintOf(field)}
      </p>
    )}
    {error !== undefined && (
      <p class="error" id={`${fieldId(field.name)}-error`}>
        <strong>Please check: </strong>
        {error}
      </p>
    )}
  </>
);

function hintOf(field: Field): string | undefined {
  if (field.kind !== 'text' || field.lines === 'one') return field.hint;
  const limit = `Up to ${field.max.toLocaleString('en-GB')} characters.`;
  return field.hint === undefined ? limit : `${field.hint} ${limit}`;
}

function describedBy(field: Field, error: string | undefined): string | undefined {
  const ids = [hintOf(field) !== undefined && 'hint', error !== undefined && 'error'].filter(Boolean);
  return ids.length === 0 ? undefined : ids.map((each) => `${fieldId(field.name)}-${each}`).join(' ');
}

const rowClass = (error: string | undefined) => (error === undefined ? 'row-field' : 'row-field has-error');
