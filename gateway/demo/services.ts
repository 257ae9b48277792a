import type { World, WorldChange } from './world.ts';

/** What the demo adds to the hub for its front page: SvelteKit's `event.platform.demo`. */
export interface DemoServices {
  world(): World;
  change(change: WorldChange): void;
  vanOrigin: string;
}
