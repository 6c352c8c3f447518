// Corridor as built, with the environment it is given.
import { readConfig } from '../../dist/config.js';
import { serve } from '../../dist/main/serve.js';
import { answerUsage } from './child-usage.mjs';

await serve(
  readConfig(),
  () => {},
  () => {},
);
answerUsage();
