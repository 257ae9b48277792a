import type * as Leaflet from 'leaflet';
import { mount, unmount, type ComponentProps } from 'svelte';
import type { MapMessage } from '#messages/map.ts';
import type { Translator } from '#messages/catalogue.ts';
import type { MapStop } from './map-stop.ts';
import { pinName } from './pin-name.ts';
import { loudness, stopPins, type StopPin } from './stop-pins.ts';
import StopMarker from './StopMarker.svelte';

interface Shown {
  stops: readonly MapStop[];
  /** The id of the stop whose name is shown. */
  selected: string | null;
  say: Translator<MapMessage>;
  onselect: (id: string) => void;
}

type MarkerProps = ComponentProps<typeof StopMarker>;

/**
 * Keeps the map's markers equal to the list of stops, with one pin for those that lie on one another. A marker that
 * stays is changed in place, so that the keyboard's focus does not fall off when the list is refreshed.
 */
export function stopMarkers(L: typeof Leaflet, map: Leaflet.Map) {
  // No screen reads this one; the markers' props are what must be reactive.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  const markers = new Map<string, { marker: Leaflet.Marker; props: MarkerProps; remove: () => void }>();
  let shown: Shown | undefined;

  const pixelAt = (zoom: number) => (stop: MapStop) =>
    map.project([stop.position.latitude, stop.position.longitude], zoom);

  /** Shows a single stop; brings several nearer until they come apart, or shows them in turn where they never do. */
  function press({ stops }: StopPin) {
    if (!shown) return;
    if (stopPins(stops, pixelAt(map.getMaxZoom())).length > 1) {
      const around = L.latLngBounds(stops.map(({ position }) => [position.latitude, position.longitude]));
      map.setView(around.getCenter(), Math.max(map.getZoom() + 1, map.getBoundsZoom(around, false, L.point(56, 56))));
      return;
    }
    const { selected, onselect } = shown;
    const after = stops[(stops.findIndex(({ id }) => id === selected) + 1) % stops.length];
    if (after) onselect(after.id);
  }

  const propsOf = (pin: StopPin, { selected, say }: Shown): MarkerProps => ({
    pin,
    name: pinName(pin, selected, say),
    title: pin.stops.find(({ id }) => id === selected)?.title ?? null,
    onpress: () => press(pin)
  });

  const add = (first: MarkerProps) => {
    const element = document.createElement('div');
    const props: MarkerProps = $state(first);
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

  function layOut() {
    if (!shown) return;
    const pins = stopPins(shown.stops, pixelAt(map.getZoom()));
    for (const [id, { remove }] of markers) {
      if (pins.some(({ at }) => at.id === id)) continue;
      remove();
      markers.delete(id);
    }
    for (const pin of pins) {
      const props = propsOf(pin, shown);
      const has = markers.get(pin.at.id) ?? add(props);
      markers.set(pin.at.id, has);
      Object.assign(has.props, props);
      has.marker.setLatLng([pin.at.position.latitude, pin.at.position.longitude]);
      has.marker.setZIndexOffset(loudness.indexOf(pin.kind) * 1_000 + (props.title === null ? 0 : 10_000));
    }
  }
  map.on('zoomend', layOut);

  return {
    show(now: Shown) {
      shown = now;
      layOut();
    },
    remove() {
      for (const { remove } of markers.values()) remove();
      markers.clear();
    }
  };
}
