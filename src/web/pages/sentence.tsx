import { Layout, type Looks } from '../layout.js';

type SentencePageProps = { title: string; text: string; looks: Looks; back: { href: string; label: string } };

/** One thing to say and one way on: nothing found, nothing sent, nothing to see. */
export const SentencePage = ({ title, text, looks, back }: SentencePageProps) => (
  <Layout title={title} looks={looks}>
    <div class="narrow">
      <h1>{title}</h1>
      <p class="said">{text}</p>
      <p>
        <a class="btn btn-primary" href={back.href}>
          {back.label}
        </a>
      </p>
    </div>
  </Layout>
);
