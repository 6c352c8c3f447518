import type { Field, Option } from '../chat/form.js';
import { MANY, ONE } from './fields.js';

/** Past this many, choosing one is done from a closed list. */
export const MOST_RADIOS = 7;
/** Past this many, choices stand in two columns where there is room. */
const FEW = 4;
/** A label that takes half the width of a phone. */
const SHORT = 16;

/** The choices of a question, in sight: buttons for one, boxes for several. The first has the field's own `id`. */
export const Options = ({ field, id }: { field: Field; id: string }) => {
  const options = optionsOf(field);
  const columns = `options${layoutOf(options)}`;
  const draw = (option: Option, note: string | undefined) => (
    <OptionView field={field} option={option} note={note} id={idOf(id, options.indexOf(option))} />
  );
  const kinds = kindsOf(options);
  if (!kinds) return <div class={columns}>{options.map((option) => draw(option, option.note))}</div>;
  return (
    <>
      {kinds.map((kind, index) => (
        <div role="group" aria-labelledby={`${id}-kind-${index}`}>
          <p class="kind" id={`${id}-kind-${index}`}>
            {kind}
          </p>
          <div class={columns}>
            {options.filter(({ note }) => note === kind).map((option) => draw(option, undefined))}
          </div>
        </div>
      ))}
    </>
  );
};

/** Whether this is the answer, or one of them. */
export function chosen(field: Field, option: Option): boolean {
  if (field.kind === 'choices') return field.values?.includes(option.value) ?? false;
  return field.value !== undefined && field.value === option.value;
}

/** Short labels stand side by side even on a phone; many, only where there is room. */
function layoutOf(options: readonly Option[]): string {
  if (options.every(({ label, note }) => label.length <= SHORT && note === undefined)) return ' side-by-side';
  return options.length > FEW ? ' in-two' : '';
}

const idOf = (id: string, index: number): string => (index === 0 ? id : `${id}-${index}`);

/** A long list whose notes are a few kinds reads better with each kind said once, above its choices. */
function kindsOf(options: readonly Option[]): string[] | null {
  const kinds = [...new Set(options.map(({ note }) => note))].filter((note) => note !== undefined);
  const allHaveOne = options.every(({ note }) => note !== undefined);
  return allHaveOne && options.length > MOST_RADIOS && kinds.length <= options.length / 2 ? kinds : null;
}

/** A radio button cannot be taken back, so a question that may stay open has an option that says so. */
function optionsOf(field: Field): readonly Option[] {
  if (field.kind === 'choices') return field.options;
  if (field.kind !== 'choice') return [];
  return field.required ? field.options : [...field.options, { value: '', label: 'No answer' }];
}

type OptionProps = { field: Field; option: Option; note: string | undefined; id: string };

function OptionView({ field, option, note, id }: OptionProps) {
  const many = field.kind === 'choices';
  return (
    <div class="form-check">
      <input
        class="form-check-input"
        type={many ? 'checkbox' : 'radio'}
        id={id}
        name={`${many ? MANY : ONE}${field.name}`}
        value={option.value}
        checked={chosen(field, option)}
        required={!many && field.required}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      <label class="form-check-label" for={id}>
        {option.label}
      </label>
      {note !== undefined && (
        <span class="option-note" id={`${id}-note`}>
          {note}
        </span>
      )}
    </div>
  );
}
