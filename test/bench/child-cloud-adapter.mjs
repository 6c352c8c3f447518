// A bare CloudAdapter that checks tokens and shows the same form: what Corridor is compared with.
import { createServer } from 'node:http';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { answerUsage } from './child-usage.mjs';

const { PORT, TEAMS_API_URL, TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_TENANT_ID, SHOWN } = process.env;
const metadata = `${TEAMS_API_URL}v1/.well-known/openidconfiguration`;
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: TEAMS_APP_ID,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: TEAMS_TENANT_ID,
    MicrosoftAppPassword: TEAMS_APP_PASSWORD,
    ToChannelFromBotLoginUrl: TEAMS_API_URL,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata,
    OAuthUrl: TEAMS_API_URL,
    CallerId: 'urn:botframework:azure',
  }),
);
const value = { status: 200, body: JSON.parse(SHOWN) };
const show = (turn) => turn.sendActivity({ type: 'invokeResponse', value });

createServer((req, res) => {
  const pieces = [];
  req.on('data', (piece) => pieces.push(piece));
  req.on('end', () => {
    req.body = JSON.parse(Buffer.concat(pieces).toString());
    res.status = (code) => Object.assign(res, { statusCode: code });
    res.header = (name, text) => res.setHeader(name, text);
    res.send = (body) => res.end(typeof body === 'string' ? body : JSON.stringify(body));
    void adapter.process(req, res, show);
  });
}).listen(Number(PORT), '127.0.0.1', () => answerUsage());
