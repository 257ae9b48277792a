import type { DemoServices } from '#gateway/demo/services.ts';
import type { HubServices, Staff } from '#gateway/hub/services.ts';
import type { VanServices } from '#gateway/van/services.ts';
import type { Locale } from '#messages/locale.ts';

declare global {
  namespace App {
    /** What the gateway hands to server-rendered pages: each program gives its own services. */
    interface Platform {
      hub?: HubServices;
      van?: VanServices;
      demo?: DemoServices;
    }
    interface Error {
      message: string;
      /** The reader's, for an error page whose layout could not say it. */
      locale?: Locale;
    }
    interface PageState {
      /** The filled form of a hand-over is being looked at once more. */
      reviewing?: true;
    }
    interface Locals {
      locale: Locale;
      /** Who is signed in at the hub; in the van nobody ever is. */
      staff: Staff | null;
    }
  }
}

export {};
