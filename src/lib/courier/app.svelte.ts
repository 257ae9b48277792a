import { getContext, setContext } from 'svelte';
import type { Position } from '#domain/geometry.ts';
import { instant, milliseconds, type Clock, type Instant } from '#domain/units.ts';
import { waitByTimer } from '#domain/keep-trying.ts';
import { queue } from '#domain/writing.ts';
import { courierMessages } from '#messages/courier.ts';
import type { Locale } from '#messages/locale.ts';
import { savedMessages } from '#messages/saved.ts';
import type { FoundPlace } from '#routing/region/places-unmapped-number.ts';
import { WrittenAlready } from '../journal/written-already.ts';
import { askWorld, lastWorld, timeIn, type DemoWorld } from './demo-world.ts';
import { installApp, type InstalledApp } from './installed-app.ts';
import { keptLocale, localeKey } from './locale.ts';
import {
  alongLine,
  driveOn,
  drivenPart,
  nothingHeard,
  ownPlace,
  readDrive,
  watchDevice,
  type Drive,
  type Fix
} from './position.ts';
import { browserOutside, notLooked, regionOnTablet, type RegionState } from './region-on-tablet.ts';
import { keepSearchedPlace, searchedPlaceOf } from './searched-place.ts';
import { keptSettings, readSettings, type CourierSettings } from './settings.ts';
import { ownSpeeds } from '../roads/own-speeds.ts';
import { createRoads, startRoadsWorker } from '../roads/roads.ts';
import { startBrowserThread } from '#routing/planner/threads/start-browser.ts';
import { searchThreads } from '#routing/planner/threads/threads.ts';
import { notOpened, type CourierState, type CourierTablet, type Entry } from './tablet.ts';
import { keptTheme, showTheme, type Theme } from './theme.ts';

const driveKey = 'raitti-drive';

/** Everything that the courier's screens share: the day, the time, the place, and what is on this tablet. */
export class CourierApp {
  #tablet: CourierTablet;
  #state = $state.raw<CourierState>(notOpened);
  #world = $state.raw<DemoWorld | null>(lastWorld(localStorage));
  #real = $state(instant(Date.now()));
  #heard = $state.raw(nothingHeard);
  #drive = $state.raw<Drive | null>(readDrive(localStorage.getItem(driveKey)));
  #searched = $state.raw<FoundPlace | null>(null);
  #inTurn = queue();
  settings = $state.raw<CourierSettings | null>(keptSettings(localStorage));
  region = $state.raw<RegionState>(notLooked);
  #region = regionOnTablet(browserOutside(waitByTimer), (region) => (this.region = region));
  installed = $state.raw<InstalledApp>({ state: 'installing' });
  theme = $state<Theme>(keptTheme(localStorage));
  locale = $state<Locale>(keptLocale(localStorage.getItem(localeKey), document.cookie, navigator.languages));
  saving = $state(false);
  /** The tablet's own router and search; its worker starts with the first question. */
  readonly roads = createRoads(startRoadsWorker);
  /** The tablet's own planner; its worker starts with the first plan. One is enough, and leaves the screen a processor. */
  readonly planner = searchThreads(startBrowserThread);
  /** What this van has taught of how fast it is. */
  readonly speeds = ownSpeeds({ roads: this.roads, storage: localStorage });
  /** What came of the last entry that was not written. */
  problem = $state<'save_failed' | 'written_already' | null>(null);

  readonly say = $derived(courierMessages(this.locale));
  readonly saySaved = $derived(savedMessages(this.locale));
  /** The region pack that is in use; see `region` for what is on its way. */
  readonly pack = $derived(packInUse(this.region));
  readonly next = $derived(this.#state.day?.next ?? null);
  /** The time of day; the demo's own in a demo. */
  readonly now: Instant = $derived(timeIn(this.#world, this.#real));
  readonly isDemo = $derived(this.#world !== null);
  /** Where the tablet's own receiver says that it is, or why that is not known. */
  readonly place = $derived(ownPlace(this.#heard, this.#real));
  // The same fix at every second: nothing that follows it has to look again.
  readonly fix: Fix | null = $derived(this.isDemo ? this.#simulatedFix() : this.place.fix);
  readonly position: Position | null = $derived(this.fix?.position ?? null);

  /**
   * @param open opens the journal, whose facts take their time from this app's clock, and calls back whenever the hub was
   *   reached
   */
  constructor(open: (clock: Clock, hubReached: () => void) => CourierTablet) {
    this.#tablet = open(
      {
        now: () => timeIn(this.#world, instant(Date.now())),
        monotonic: () => milliseconds(performance.now())
      },
      () => void this.#region.hubReached()
    );
  }

  get state() {
    return this.#state;
  }
  get day() {
    return this.#state.day;
  }

  /** A place that was looked for comes before the next visit until the courier goes back to that, or the day ends. */
  get searched() {
    return this.#searched;
  }
  goTo(place: FoundPlace | null) {
    this.#searched = place;
    keepSearchedPlace(sessionStorage, this.day, place);
  }

  /** The part of the way to the next visit that lies behind, 0 to 1; 0 where it is not known. */
  get driven(): number {
    const { next } = this;
    return this.isDemo && next && this.#drive?.visit === next.id ? drivenPart(this.#drive, next.driving) : 0;
  }

  /** Follows journal, clock and position until stopped. */
  start(): () => void {
    showTheme(this.theme, document.documentElement, localStorage);
    const stopFollowing = this.#tablet.subscribe((state) => {
      this.#state = state;
      if (state.day) {
        const kept = searchedPlaceOf(sessionStorage, state.day);
        // It stays the same object: a fact that is written must not draw the place anew.
        this.#searched = kept && (this.#searched ?? kept);
      }
      void this.#region.trust(state.device?.hub ?? null);
    });
    const tick = setInterval(() => this.#tick(), 1_000);
    const ask = () => void askWorld({ fetch, storage: localStorage }).then((world) => (this.#world = world));
    ask();
    const asking = setInterval(() => this.isDemo && ask(), 3_000);
    const stopWatching = watchDevice(
      navigator.geolocation,
      () => instant(Date.now()),
      (heard) => {
        this.#heard = heard;
        if (heard.last && !heard.refused) this.speeds.drove(heard.last.fix.position, heard.last.at);
      }
    );
    installApp(
      navigator.serviceWorker,
      (app) => (this.installed = app),
      () => location.reload()
    );
    void this.refreshSettings();
    return () => {
      stopFollowing();
      stopWatching();
      clearInterval(tick);
      clearInterval(asking);
    };
  }

  /** @param anew whether what belonged to another hub is forgotten first. */
  async enrol(anew = false) {
    if (anew) this.goTo(null);
    await (anew ? this.#tablet.beginAnew() : this.#tablet.enrol());
    // A browser short of room must not throw the day away. It may say no; the ready check then still tells the truth.
    void navigator.storage.persist();
    await this.refreshSettings();
  }

  /**
   * Writes entries, all of them or none; says so on the screen when they could not be written. What is asked meanwhile
   * waits for its turn: a courier who marks one parcel after another is never too quick.
   *
   * @returns whether the courier can go on: it is in the journal, by this tab or, a moment before, by another one.
   */
  record(...entries: Entry[]): Promise<boolean> {
    return this.#inTurn(() => this.#write(entries));
  }

  async #write(entries: Entry[]): Promise<boolean> {
    this.saving = true;
    this.problem = null;
    try {
      await this.#tablet.record(...entries);
      return true;
    } catch (error) {
      this.problem = error instanceof WrittenAlready ? 'written_already' : 'save_failed';
      return this.problem === 'written_already';
    } finally {
      this.saving = false;
    }
  }

  async refreshSettings() {
    this.settings = await readSettings({ fetch, storage: localStorage });
  }

  fetchPack(): Promise<void> {
    return this.#region.fetch();
  }

  checkPack(): Promise<void> {
    return this.#region.check();
  }

  setTheme(theme: Theme) {
    this.theme = theme;
    showTheme(theme, document.documentElement, localStorage);
  }

  setLocale(locale: Locale) {
    this.locale = locale;
    localStorage.setItem(localeKey, locale);
  }

  #tick() {
    this.#real = instant(Date.now());
    const { next, day } = this;
    if (!this.isDemo || !next) return;
    const driving = Boolean(day?.started) && next.status === 'planned';
    const playing = driving && Boolean(this.#world?.drive.playing);
    this.#drive = driveOn(this.#drive, { visit: next.id, driving: next.driving, now: this.now, playing });
    localStorage.setItem(driveKey, JSON.stringify(this.#drive));
  }

  #simulatedFix(): Fix | null {
    const { next } = this;
    if (!next) return null;
    if (next.status === 'arrived' && next.position) return { position: next.position, heading: null, accuracy: null };
    return alongLine(next.leg, this.driven);
  }
}

function packInUse({ kept }: RegionState) {
  if (kept === undefined) return { state: 'unknown' } as const;
  return kept?.fit === 'fits' ? ({ state: 'here', manifest: kept.manifest } as const) : ({ state: 'absent' } as const);
}

const context = Symbol('courier');
export const provideCourierApp = (app: CourierApp) => setContext(context, app);
export const courierApp = () => getContext<CourierApp>(context);
