import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import type { Values } from '#messages/catalogue.ts';
import { localeNames, locales, type Locale } from '#messages/locale.ts';
import { portalMessages, type PortalKey } from '#messages/portal.ts';
import type { ServicePoint } from './service-point.ts';

/*
 * What the pages that the van itself writes have in common. The login windows of phones have no script, no cookies and
 * little patience, so each page is one small answer with everything in it.
 */

/** The sizes and colours of all of Raitti; what only the courier's themes need is left out. */
const tokens = readFileSync(new URL('../../src/lib/look/tokens.css', import.meta.url), 'utf8')
  .replace(/\/\*[^]*?\*\//g, '')
  .replace(/\[data-theme[^}]*\}/g, '');
// Old phones do not know light-dark().
const byDay = tokens.replace(/light-dark\((.*?), .*?\)/g, '$1');
const byNight = [...tokens.matchAll(/(--[\w-]+): light-dark\(.*?, (.*?)\)/g)].map(
  ([, name, colour]) => `${name}:${colour}`
);

const style = `${byDay}
@media (prefers-color-scheme:dark){:root{${byNight.join(';')}}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:400 1.125rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
.sheet{max-width:40rem;margin:0 auto;padding:16px 24px 48px}
a{color:var(--lake)}
nav ul{display:flex;flex-wrap:wrap;margin:0 0 16px -6px;padding:0;font-size:1rem;list-style:none}
nav li{margin:0}
nav a{display:inline-block;padding:12px 6px;min-height:48px}
nav a[aria-current]{color:var(--text);font-weight:650;text-decoration:none}
h1{margin:0 0 8px;font-size:1.75rem;line-height:1.2;color:var(--spruce)}
h2{margin:32px 0 8px;font-size:1.25rem;line-height:1.3}
h3{margin:24px 0 8px;font-size:1.125rem}
p{margin:0 0 8px}
.lead{font-size:1.25rem}
ul.plain{margin:0;padding-inline-start:24px}
li{margin-bottom:4px}
.note{margin:0 0 24px;padding:12px 16px;border:1px solid var(--cloudberry);border-inline-start-width:6px;border-radius:12px;background:var(--cloudberry-ground)}
.now{margin-top:24px;padding:16px 24px;border:1px solid var(--soft-line);border-radius:12px;background:var(--surface)}
.now h2{margin-top:0}
.finnish{color:var(--quiet)}
button{width:100%;min-height:64px;margin-top:24px;padding:12px 24px;border:0;border-radius:12px;background:var(--spruce);color:var(--on-spruce);font:650 1.25rem/1.3 system-ui,sans-serif;cursor:pointer}
:focus-visible{outline:3px solid var(--lake);outline-offset:2px}
footer{margin-top:32px;padding-top:16px;border-top:1px solid var(--soft-line)}
footer a,main>p>a,.now a{display:inline-block;padding:12px 0}
.now a{padding-bottom:0}`
  .replace(/\s*\n\s*/g, '')
  .replace(/\s*([{}:;,])\s+/g, '$1');

/** Allows the frame's own style, a form, and nothing else. */
export const portalFramePolicy =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
  `img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** A text of the reader's language as it is; one that only Finnish has, marked as Finnish. */
export function said(locale: Locale, key: PortalKey, values?: Values) {
  const say = portalMessages(locale);
  const words = say(key, values);
  return say.source(key).locale === locale ? words : html`<span lang="fi">${words}</span>`;
}

/**
 * A page of the portal as HTML: the languages above it, who runs the service and whom to call below it.
 *
 * @param main what the page says, after its heading.
 */
export function portalFrame(
  { operator, telephone }: ServicePoint,
  locale: Locale,
  heading: string,
  main: ReturnType<typeof html>
): string {
  const say = portalMessages(locale);
  const page = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${heading} – ${say('title')}</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <div class="sheet">
          <nav aria-label="${say('languages')}">
            <ul>
              ${locales.map(
                (other) =>
                  html`<li>
                    <a
                      href="/portal?kieli=${other}"
                      lang="${other}"
                      hreflang="${other}"
                      ${other === locale ? raw('aria-current="true"') : ''}
                      >${localeNames[other]}</a
                    >
                  </li>`
              )}
            </ul>
          </nav>
          <main>
            ${say.source('title').unreviewed ? html`<p class="note">${say('unreviewed')}</p>` : ''}
            <h1>${heading}</h1>
            ${main}
          </main>
          <footer>
            <p><strong>${said(locale, 'emergency')}</strong></p>
            <p>${say('run_by', { operator: operator[locale] ?? operator.fi })}</p>
            <p>
              <a href="tel:${telephone.replace(/\s/g, '')}">${say('call', { telephone })}</a>
            </p>
            <p><a href="/portal/about?kieli=${locale}">${say('about')}</a></p>
          </footer>
        </div>
      </body>
    </html>`;
  // The style between its tags must be what its hash says, to the letter.
  return String(page)
    .replace(/<style>\s*/, '<style>')
    .replace(/\s*<\/style>/, '</style>')
    .replace(/\n\s+/g, '\n');
}
