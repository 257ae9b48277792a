import { seconds, type Clock, type Seconds } from '#domain/units.ts';

/** What the kernel lets out. Its own timers end each permission, also when this program is gone. */
export interface Firewall {
  /** Lets a phone out for this long; a phone that is out already gets this time instead. */
  grant(address: string, time: Seconds): Promise<void>;
  revoke(address: string): Promise<void>;
  /** The phones that are let out, each with the time it has left. */
  list(): Promise<Map<string, Seconds>>;
}

/** For a laptop: remembers what it was told and stops nobody. */
export class RememberingFirewall implements Firewall {
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  grant(address: string, time: Seconds) {
    this.#until.set(address, this.#clock.monotonic() + time * 1000);
    return Promise.resolve();
  }

  revoke(address: string) {
    this.#until.delete(address);
    return Promise.resolve();
  }

  list() {
    const now = this.#clock.monotonic();
    for (const [address, until] of this.#until) if (until <= now) this.#until.delete(address);
    return Promise.resolve(
      new Map([...this.#until].map(([address, until]) => [address, seconds((until - now) / 1000)]))
    );
  }
}

/** A permission may differ from its session by this much before it is given anew. */
const slack = seconds(5);

/** Makes the firewall agree with the sessions, whatever has become of either meanwhile. */
export async function reconcile(firewall: Firewall, running: Map<string, Seconds>): Promise<void> {
  const out = await firewall.list();
  for (const address of out.keys()) if (!running.has(address)) await firewall.revoke(address);
  for (const [address, left] of running) {
    const granted = out.get(address);
    if (granted === undefined || Math.abs(granted - left) > slack) await firewall.grant(address, left);
  }
}
