import { html } from 'hono/html';
import { timeOfDay } from '#messages/format.ts';
import type { Locale } from '#messages/locale.ts';
import { nextStopIn, portalMessages, stopNameIn } from '#messages/portal.ts';
import { portalFrame, said } from './portal-frame.ts';
import type { VanServices } from './services.ts';

/** The version of the terms that a session notes; a new one whenever a sentence of the terms changes its meaning. */
export const termsVersion = '2026-11-24';

const terms = ['terms_free', 'terms_time', 'terms_law', 'terms_open', 'terms_kept'] as const;

/** The portal's first page as HTML: what works now, and where the van stops next; the terms and one button. */
export function portalPage(van: VanServices, locale: Locale): string {
  const say = portalMessages(locale);
  const { servicePoint } = van;
  const open = van.wifiOpen();
  const stop = van.stop();
  const next = stop ? null : nextStopIn(locale, van.nextStop(), van.clock.now());
  const heading = stop
    ? say('heading_stop', { stop: stopNameIn(stop.name, locale) })
    : say(open ? 'heading_open' : 'heading_closed');
  return portalFrame(
    servicePoint,
    locale,
    heading,
    html`${stop ? html`<p class="lead">${say('stays', { time: timeOfDay(stop.until) })}</p>` : ''}
      ${open ? '' : html`<p class="lead">${say('closed')}</p>`} ${next && html`<p>${next}</p>`}
      <section class="now">
        <h2>${say('works_now')}</h2>
        <ul class="plain">
          <li>${say('works_portal')}</li>
          ${open ? html`<li>${say(`connectivity_${van.connectivity()}`)}</li>` : ''}
        </ul>
        <a href="/portal/services?kieli=${locale}">${say('services')}</a>
      </section>
      ${
        open
          ? html`<form method="post" action="/portal/accept">
              <h2>${say('to_do')}</h2>
              ${say.source('terms').locale === locale ? '' : html`<p class="finnish">${say('in_finnish')}</p>`}
              <p>${said(locale, 'to_do_lead')}</p>
              <h3>${said(locale, 'terms')}</h3>
              <ul class="plain">
                ${terms.map((key) => html`<li>${said(locale, key, { minutes: servicePoint.minutes })}</li>`)}
              </ul>
              <input type="hidden" name="kieli" value="${locale}" />
              <button>${said(locale, 'accept')}</button>
            </form>`
          : ''
      }`
  );
}

/**
 * What a person gets where a program gets problem details: what happened, and ways on.
 *
 * @param status 404 where the address is wrong; any other where something here is.
 */
export function failurePage({ servicePoint }: VanServices, locale: Locale, status: number): string {
  const say = portalMessages(locale);
  const key = status === 404 ? 'not_found' : 'broken';
  return portalFrame(
    servicePoint,
    locale,
    say(key),
    html`<p>${said(locale, `${key}_lead`)}</p>
      <p><a href="/portal?kieli=${locale}">${say('title')}</a></p>
      <p><a href="/portal/services?kieli=${locale}">${say('back_to_services')}</a></p>`
  );
}
