import { encodePolyline } from '../../roads/polyline.ts';
import type { Router } from '../../roads/questions.ts';
import type { SolutionRoute } from './words.ts';

/**
 * Adds to each route its line on the roads, as VROOM's option `g` asks: OSRM's polyline of five decimals.
 * @param router without one, as where the problem brings matrices, there are no lines
 */
export async function withGeometry(
  routes: readonly SolutionRoute[],
  router: Partial<Pick<Router, 'route'>> | undefined
): Promise<SolutionRoute[]> {
  if (!router?.route) return [...routes];
  return Promise.all(
    routes.map(async (route) => {
      const places = route.steps.flatMap(({ location, on_foot }) => (location && !on_foot ? [location] : []));
      const moved = places.filter((place, index) => place.join() !== places[index - 1]?.join());
      if (moved.length < 2) return route;
      const positions = moved.map(([longitude, latitude]) => ({ longitude, latitude }));
      const { routes: ways } = await router.route!(positions);
      return { ...route, geometry: encodePolyline(ways[0]!.geometry.coordinates, 5) };
    })
  );
}
