import type * as Leaflet from 'leaflet';
import type { Position } from '#domain/geometry.ts';
import type { Locale } from '#messages/locale.ts';
import type { MapArchive } from './map-archive.ts';
import { labelRules } from './map-labels.ts';
import { palettes } from './map-palette.ts';
import { paintRules } from './map-style.ts';
import type { MapTheme } from './map-theme.ts';
import { stopMarkers } from './stop-markers.svelte.ts';

export type RouteLine = readonly (readonly [longitude: number, latitude: number])[];

/** The nearest view that still shows where one is. */
const closest = 16;

/** Loads Leaflet, which knows only browsers, and the vector layer, which expects Leaflet as a global `L`. */
async function loadLeaflet() {
  const module = await import('leaflet');
  const L = 'default' in module ? (module.default as typeof Leaflet) : module;
  Object.assign(globalThis, { L });
  const protomaps = await import('protomaps-leaflet');
  // Names are painted on a canvas: they must not be painted before their font is here.
  await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 16px 'Source Sans 3 Variable'`)));
  return { L, protomaps };
}

/** Draws a region's map into an element, and what lies upon it. */
export async function createMapView(element: HTMLElement, { archive, bounds, maxZoom }: MapArchive) {
  const { L, protomaps } = await loadLeaflet();
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const [west, south, east, north] = bounds;
  const region = L.latLngBounds([south, west], [north, east]);
  const map = L.map(element, {
    attributionControl: false,
    zoomControl: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
    minZoom: 7,
    maxZoom: 18,
    maxBounds: region.pad(0.5)
  });
  map.fitBounds(region, { animate: false });
  const boundsOf = (positions: readonly Position[]) =>
    L.latLngBounds(positions.map(({ latitude, longitude }) => [latitude, longitude]));
  /** Pins stand above their places, and controls lie on the map's right and top. */
  const room = { paddingTopLeft: [56, 88], paddingBottomRight: [72, 48] } as const satisfies Leaflet.FitBoundsOptions;
  const move = { animate: !still, ...room, maxZoom: closest };
  const fit = (bounds: Leaflet.LatLngBounds, how: Leaflet.FitBoundsOptions) => {
    // What stands beside the map may have just become larger.
    map.invalidateSize({ animate: false });
    map.fitBounds(bounds, how);
  };

  const draw = (layer: Leaflet.LayerGroup, line: RouteLine, ...classes: string[]) => {
    if (line.length < 2) return;
    const points = line.map(([longitude, latitude]): [number, number] => [latitude, longitude]);
    for (const className of classes)
      L.polyline(points, { className, interactive: false, smoothFactor: 1.2 }).addTo(layer);
  };

  let ground: Leaflet.Layer | undefined;
  const markers = stopMarkers(L, map);
  const routeLayer = L.layerGroup().addTo(map);
  const roadLayer = L.layerGroup().addTo(map);
  let ownMarker: Leaflet.Marker | undefined;
  let around: Leaflet.LatLngBounds = region;

  return {
    /** Paints the ground anew for a theme and a language. */
    paint(theme: MapTheme, locale: Locale) {
      const palette = palettes[theme];
      ground?.remove();
      ground = protomaps.leafletLayer({
        url: archive as never,
        maxDataZoom: maxZoom,
        attribution: '',
        backgroundColor: palette.ground,
        paintRules: paintRules(protomaps, palette),
        labelRules: labelRules(protomaps, palette, locale),
        lang: locale
      }) as unknown as Leaflet.Layer;
      ground.addTo(map);
    },
    stops: markers,
    /** @param driven how many of the line's points lie behind */
    route(line: RouteLine, driven: number) {
      routeLayer.clearLayers();
      draw(routeLayer, line.slice(0, driven + 1), 'route-driven');
      draw(routeLayer, line.slice(driven), 'route-casing', 'route-line');
    },
    /** The road that is driven now, above the plan's. */
    road(line: RouteLine) {
      roadLayer.clearLayers();
      draw(roadLayer, line, 'road-casing', 'road-line');
    },
    /** @param heading degrees clockwise from north, where it is known */
    own(position: Position | null, heading: number | null, label: string) {
      ownMarker?.remove();
      ownMarker = undefined;
      if (!position) return;
      const dot = document.createElement('div');
      dot.className = 'own-dot';
      if (heading !== null) {
        dot.classList.add('heading');
        dot.style.rotate = `${heading}deg`;
      }
      const icon = L.divIcon({ html: dot, className: 'own-position', iconSize: [32, 32] });
      ownMarker = L.marker([position.latitude, position.longitude], {
        icon,
        keyboard: false,
        interactive: false,
        zIndexOffset: 4000
      }).addTo(map);
      ownMarker.getElement()?.setAttribute('role', 'img');
      ownMarker.getElement()?.setAttribute('aria-label', label);
    },
    /** What "the whole drive" is: the region where there is none. */
    surround(positions: readonly Position[]) {
      around = positions.length > 0 ? boundsOf(positions) : region;
    },
    showAll: (how = move) => fit(around, how),
    showThese: (positions: readonly Position[], how = move) => fit(boundsOf(positions), how),
    /** Without the way there, which would be seen as the map opens. */
    atOnce: { ...move, animate: false },
    show: ({ latitude, longitude }: Position) =>
      void map.setView([latitude, longitude], Math.max(map.getZoom(), 14), move),
    zoom: (steps: number) => void map.setZoom(map.getZoom() + steps, move),
    /** The element has another size: a list opened beside the map, a tablet was turned. */
    resized: () => void map.invalidateSize({ animate: false }),
    remove() {
      markers.remove();
      map.remove();
    }
  };
}

export type MapView = Awaited<ReturnType<typeof createMapView>>;
