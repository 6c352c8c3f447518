import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { leap, pick, press, say, type Sending, submit } from './calls.js';
import { type Fields, one, readFields } from './fields.js';
import { isLocalHost } from './guard.js';
import type { Looks } from './layout.js';
import type { LocalWorkspace, WebNeeds } from './needs.js';
import { FormPage } from './pages/form.js';
import { HomePage } from './pages/home.js';
import { PlacePage } from './pages/place.js';
import { SentencePage } from './pages/sentence.js';
import { createSessions, type Session } from './session.js';
import { look, waiting } from './sights.js';
import { channelOf, deskOf, pathTo, type Visit } from './visit.js';

type Needs = Omit<WebNeeds, 'local'> & { local: LocalWorkspace; looks: Looks };
type Env = { Variables: { session: Session } };

const SENDINGS: Readonly<Record<string, Sending>> = { say, press, pick, submit, time: leap };

/** The workspace in which one may act as anybody in a practice partnership. It answers on this machine's names only. */
export function localWorkspace(needs: Needs): Hono<Env> {
  const app = new Hono<Env>();
  app.use(thisMachineOnly(needs));
  app.use(withSession(needs));

  app.get('/', async (context) => {
    const { personas, partnershipName } = needs.local;
    const people = await Promise.all(
      personas.map(async (persona) => ({
        persona,
        waiting: await waiting(needs, { persona, channel: null, session: context.var.session, beside: null }),
      })),
    );
    return context.html(<HomePage partnershipName={partnershipName} people={people} looks={needs.looks} />);
  });
  app.get('/as/:user', (context) => showPlace(needs, context, ''));
  app.get('/as/:user/in/:channel', (context) => showPlace(needs, context, context.req.param('channel')));
  app.get('/as/:user/form/:draft', (context) => showForm(needs, context, context.req.param('draft')));
  app.post('/as/:user/:sending', (context) => receive(needs, context, context.req.param('sending')));
  return app;
}

/** Somebody at a place; undefined when there is no such person or it is not a place of theirs. */
function visitOf(
  needs: Needs,
  context: Context<Env>,
  channelId: string,
  beside: string | null = null,
): Visit | undefined {
  const persona = needs.local.personas.find((each) => each.user === context.req.param('user'));
  const channel = persona && channelOf(persona, channelId);
  if (!persona || channel === undefined) return undefined;
  return { persona, channel, session: context.var.session, beside };
}

async function showPlace(needs: Needs, context: Context<Env>, channelId: string): Promise<Response> {
  const visit = visitOf(needs, context, channelId);
  if (!visit) return context.notFound();
  const { posted, fresh, around } = await look(needs, visit);
  const toldId = context.req.query('told') ?? '';
  const told = visit.session.recall(visit.persona.user, toldId);
  const path = pathTo(visit.persona.user, visit.channel?.channel);
  const here = told ? `${path}?told=${encodeURIComponent(toldId)}` : path;
  const desks = {
    everyone: deskOf(visit, needs.signer, here, 'everyone'),
    one: deskOf(visit, needs.signer, here, 'one'),
  };
  const shown = { desks, posted, fresh, around, told: told?.kind === 'told' ? told : null };
  return context.html(<PlacePage {...shown} words={needs.words} menu={needs.menu} looks={needs.looks} />);
}

async function showForm(needs: Needs, context: Context<Env>, draft: string): Promise<Response> {
  const user = context.req.param('user') ?? '';
  const kept = context.var.session.recall(user, draft);
  const visit = visitOf(needs, context, kept?.channel ?? '', kept?.beside);
  if (!visit) return context.notFound();
  if (kept?.kind !== 'form') {
    return refuse(needs, context, 404, 'This form is no longer here. Open it again.', pathTo(user));
  }
  const desk = deskOf(visit, needs.signer, context.req.path, 'one');
  const page = <FormPage form={kept.form} draft={draft} sending={kept.key} desk={desk} looks={needs.looks} />;
  return context.html(page);
}

/** What a page sent: refused in one sentence, or carried out and answered by the page that shows what came of it. */
async function receive(needs: Needs, context: Context<Env>, name: string): Promise<Response> {
  const sending = SENDINGS[name];
  const someone = visitOf(needs, context, '');
  if (!sending || !someone) return context.notFound();
  const { user } = someone.persona;
  const back = pathTo(user);

  const fields = await readFields(context.req.raw);
  if (fields === 'too-large') {
    context.header('connection', 'close');
    return refuse(needs, context, 413, 'That is more than can be sent at once. Nothing was sent.', back);
  }
  const key = fields === 'malformed' ? undefined : keyOf(fields);
  if (fields === 'malformed' || key === undefined) {
    return refuse(needs, context, 400, 'That could not be read. Nothing was sent.', back);
  }
  if (!someone.session.csrfFits(user, one(fields, 'csrf') ?? '')) {
    const text =
      'This page is out of date. Nothing was sent. Go back, copy what you wrote, and open the page again.';
    return refuse(needs, context, 403, text, back);
  }
  const visit = visitOf(needs, context, one(fields, 'place') ?? '', one(fields, 'beside') || null);
  if (!visit) return context.notFound();
  return context.redirect(await sending(needs, visit, fields, key), 303);
}

function keyOf(fields: Fields): string | undefined {
  const key = one(fields, 'key') ?? '';
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key) ? key : undefined;
}

type RefusalStatus = 400 | 403 | 404 | 413;

function refuse(
  { log, looks }: Needs,
  context: Context<Env>,
  status: RefusalStatus,
  text: string,
  href: string,
): Response | Promise<Response> {
  log.info({ event: 'web.refused', status });
  const back = { href, label: 'Go back' };
  return context.html(
    <SentencePage title="Nothing was sent" text={text} looks={looks} back={back} />,
    status,
  );
}

const thisMachineOnly =
  ({ log }: Needs): MiddlewareHandler =>
  async (context, next) => {
    if (isLocalHost(context.req.header('host'))) return next();
    log.info({ event: 'web.refused', status: 403, code: 'host' });
    return context.text('This workspace answers only at localhost, on the machine it runs on.', 403);
  };

const COOKIE = 'corridor';

const withSession = ({ signer }: Needs): MiddlewareHandler<Env> => {
  const sessions = createSessions(signer);
  return async (context, next) => {
    const held = getCookie(context, COOKIE);
    const { session, cookie } = sessions.open(held);
    context.set('session', session);
    if (cookie !== held)
      setCookie(context, COOKIE, cookie, { httpOnly: true, sameSite: 'Strict', path: '/' });
    await next();
  };
};
