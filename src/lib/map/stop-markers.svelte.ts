import type * as Leaflet from 'leaflet';
import { mount, unmount, type ComponentProps } from 'svelte';
import type { MapStop } from './map-stop.ts';
import StopMarker from './StopMarker.svelte';

type MarkerProps = ComponentProps<typeof StopMarker>;
type Shown = Pick<MarkerProps, 'kindName' | 'selected' | 'onselect'>;

/** Which lies on top where stops are near one another. */
const order: Record<MapStop['kind'], number> = {
  done: 0,
  depot: 100,
  planned: 200,
  failed: 300,
  service: 400,
  next: 500
};

/**
 * Keeps the map's markers equal to the list of stops. A marker that stays is changed in place, so that the keyboard's
 * focus does not fall off when the list is refreshed.
 */
export function stopMarkers(L: typeof Leaflet, map: Leaflet.Map) {
  // No screen reads this one; the markers' props are what must be reactive.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  const markers = new Map<string, { marker: Leaflet.Marker; props: MarkerProps; remove: () => void }>();

  const add = (stop: MapStop, shown: Shown) => {
    const element = document.createElement('div');
    const props: MarkerProps = $state({ stop, ...shown });
    const component = mount(StopMarker, { target: element, props });
    const icon = L.divIcon({ html: element, className: 'stop-marker', iconSize: [48, 48] });
    // The button inside is what keyboard and screen reader meet; Leaflet's own wrapper stays silent.
    const marker = L.marker([0, 0], { icon, keyboard: false, bubblingMouseEvents: false }).addTo(map);
    return {
      marker,
      props,
      remove: () => {
        marker.remove();
        void unmount(component);
      }
    };
  };

  return {
    show(stops: readonly MapStop[], shownOf: (stop: MapStop) => Shown) {
      const kept = stops.map(({ id }) => id);
      for (const [id, { remove }] of markers) {
        if (kept.includes(id)) continue;
        remove();
        markers.delete(id);
      }
      for (const stop of stops) {
        const shown = shownOf(stop);
        const has = markers.get(stop.id) ?? add(stop, shown);
        markers.set(stop.id, has);
        Object.assign(has.props, { stop, ...shown });
        has.marker.setLatLng([stop.position.latitude, stop.position.longitude]);
        has.marker.setZIndexOffset(order[stop.kind] * 10 + (shown.selected ? 10_000 : 0));
      }
    },
    remove() {
      for (const { remove } of markers.values()) remove();
      markers.clear();
    }
  };
}
