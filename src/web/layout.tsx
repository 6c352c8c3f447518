import type { Child } from 'hono/jsx';
import { raw } from 'hono/html';
import type { Assets } from './assets.js';

/** What every page looks like, and the line at its foot. */
export type Looks = Pick<Assets, 'bootstrap' | 'style' | 'script'> & { foot: string };

type LayoutProps = { title: string; looks: Looks; above?: Child; children: Child };

/** The sheet every page is written on: a way past the top, the name, what is above, and what it is about. */
export const Layout = ({ title, looks, above, children }: LayoutProps) => (
  <>
    {raw('<!DOCTYPE html>')}
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Corridor`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={looks.bootstrap} />
        <link rel="stylesheet" href={looks.style} />
        <script src={looks.script} defer></script>
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the page’s content
        </a>
        <header class="masthead">
          <div class="sheet masthead-row">
            <a class="brand" href="/">
              Corridor
            </a>
            <span class="brand-line">health staff and legal advice, in touch</span>
          </div>
        </header>
        {above}
        <main id="main" class="sheet" tabindex={-1}>
          {children}
        </main>
        <footer class="colophon">
          <p class="sheet">{looks.foot}</p>
        </footer>
      </body>
    </html>
  </>
);
