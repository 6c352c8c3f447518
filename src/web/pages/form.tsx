import type { Field, FieldErrors, Form } from '../../chat/form.js';
import { FieldView, fieldId } from '../field.js';
import { Layout, type Looks } from '../layout.js';
import { Parts } from '../message.js';
import { Hidden } from '../press.js';
import { type Desk, pathTo, spotOf } from '../visit.js';

type FormPageProps = {
  form: Form;
  /** The draft on our side, and the name of this one sending. */
  draft: string;
  sending: string;
  desk: Desk;
  looks: Looks;
};

/** A form on a page of its own: what it is, what went wrong, the questions, and a way out that sends nothing. */
export function FormPage({ form, draft, sending, desk, looks }: FormPageProps) {
  const { persona, channel, beside } = desk.visit;
  const back = `${pathTo(persona.user, channel?.channel)}${beside ? `#${spotOf(beside)}` : ''}`;
  const fields = { key: sending, draft, action: form.action, context: desk.sign(form.action, form.context) };
  const errors = form.errors ?? {};
  return (
    <Layout title={Object.keys(errors).length > 0 ? `Please check: ${form.title}` : form.title} looks={looks}>
      <p class="acting">
        You are <strong>{persona.name}</strong>, {persona.description}.
      </p>
      <div class="form-sheet">
        <h1 id="form-title">{form.title}</h1>
        <ErrorSummary form={form} />
        <Parts parts={form.intro} desk={desk} level={2} id="intro" about="form-title" />
        <form method="post" action={`${pathTo(persona.user)}/submit`} novalidate>
          <Hidden desk={desk} fields={fields} />
          <Questions fields={form.fields} errors={errors} />
          {form.more && <More {...form.more} errors={errors} />}
          <div class="presses send">
            <button class="btn btn-primary btn-lg">{form.submit}</button>
            <a class="btn btn-link btn-lg" href={back}>
              Cancel, send nothing
            </a>
          </div>
        </form>
      </div>
    </Layout>
  );
}

type QuestionsProps = { fields: readonly Field[]; errors: FieldErrors };

/** What is filled in already stands open; what nobody needs to answer is folded away, named by its questions. */
function More({ heading, fields, errors }: QuestionsProps & { heading: string }) {
  const isOpen = (field: Field) => field.required || isFilled(field) || field.name in errors;
  const folded = fields.filter((field) => !isOpen(field));
  return (
    <section class="more" aria-labelledby="more">
      <h2 id="more">{heading}</h2>
      <Questions fields={fields.filter(isOpen)} errors={errors} />
      {folded.length > 0 && (
        <details class="folded">
          <summary>
            More, only if it helps <small>{folded.map(({ label }) => label).join(' · ')}</small>
          </summary>
          <Questions fields={folded} errors={errors} />
        </details>
      )}
    </section>
  );
}

const isFilled = (field: Field): boolean =>
  field.kind === 'choices' ? (field.values ?? []).length > 0 : Boolean(field.value);

const Questions = ({ fields, errors }: QuestionsProps) => (
  <>
    {fields.map((field) => (
      <FieldView field={field} error={errors[field.name]} />
    ))}
  </>
);

function ErrorSummary({ form }: { form: Form }) {
  const errors = Object.entries(form.errors ?? {});
  if (errors.length === 0) return null;
  const all = [...form.fields, ...(form.more?.fields ?? [])];
  const count = errors.length === 1 ? 'one answer' : `${errors.length} answers`;
  return (
    <div class="summary" role="alert" tabindex={-1} autofocus id="errors">
      <h2>Nothing has been sent yet. Please check {count}.</h2>
      <ul>
        {errors.map(([name, error]) => {
          const field = all.find((each) => each.name === name);
          return <li>{field ? <a href={`#${fieldId(name)}`}>{named(field, error)}</a> : error}</li>;
        })}
      </ul>
    </div>
  );
}

/** What is wrong, with the question it is about, unless it names that itself. */
function named({ label }: Field, error: string): string {
  if (error.startsWith(label.replace(/\W+$/u, ''))) return error;
  return label.endsWith('?') ? `${label} ${error}` : `${label}: ${error}`;
}
