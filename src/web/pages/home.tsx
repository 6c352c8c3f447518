import { Layout, type Looks } from '../layout.js';
import type { Persona } from '../needs.js';
import { pathTo } from '../visit.js';

type HomePageProps = {
  partnershipName: string;
  people: readonly { persona: Persona; waiting: number }[];
  looks: Looks;
};

/** The start of the local workspace: what this is, and who one can be in it. */
export const HomePage = ({ partnershipName, people, looks }: HomePageProps) => (
  <Layout title="Start" looks={looks}>
    <div class="opening">
      <h1>{partnershipName}</h1>
      <p class="lead">
        Corridor lets health staff hand a person over to free legal advice without leaving their chat. The
        adviser answers from theirs, and whoever referred hears what came of it. Here you can be either side,
        and move the clock on to see what comes later.
      </p>
      <p class="warning">
        <strong>Invented data, on your own machine. </strong>
        Nobody here is real and nothing leaves this computer. Please do not type anything about a real person.
      </p>
    </div>
    <h2>Who would you like to be?</h2>
    <ul class="people">
      {people.map(({ persona, waiting }) => (
        <li class="person">
          <h3>{persona.name}</h3>
          <p class="person-role">{persona.description}</p>
          {persona.tryFirst !== undefined && <p>{persona.tryFirst}</p>}
          <p class="person-foot">
            <a class="btn btn-primary" href={pathTo(persona.user)}>
              Act as {persona.name}
            </a>
            {waiting > 0 && (
              <span class="waiting">{waiting === 1 ? '1 new message' : `${waiting} new messages`}</span>
            )}
          </p>
        </li>
      ))}
    </ul>
  </Layout>
);
