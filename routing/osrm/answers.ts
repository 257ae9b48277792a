import * as v from 'valibot';

/*
 * OSRM's answers as they are on the wire: metres, seconds, `[longitude, latitude]`. What is not named here is left out,
 * so that a server cannot bring in more than it was asked for. The words are those of `@types/osrm`; what differs
 * from it, and why, is in answers.test.ts.
 * https://project-osrm.org/docs/v26.4.1/api/#result-objects
 */

const figure = v.pipe(v.number(), v.finite());
const quantity = v.pipe(figure, v.minValue(0));
const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const location = v.tuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90))
]);
/** A text in polyline code, or GeoJSON, as the question's `geometries` says. */
const geometry = v.union([v.string(), v.object({ type: v.literal('LineString'), coordinates: v.array(location) })]);

const waypoint = {
  name: v.string(),
  location,
  distance: quantity,
  /** For a later question to the same server; absent with `generate_hints=false`. */
  hint: v.optional(v.string())
};

const step = v.object({
  distance: quantity,
  duration: quantity,
  weight: figure,
  geometry,
  name: v.string(),
  ref: v.optional(v.string()),
  pronunciation: v.optional(v.string()),
  destinations: v.optional(v.string()),
  exits: v.optional(v.string()),
  mode: v.string(),
  driving_side: v.optional(v.picklist(['left', 'right'])),
  rotary_name: v.optional(v.string()),
  rotary_pronunciation: v.optional(v.string()),
  maneuver: v.object({
    location,
    bearing_before: figure,
    bearing_after: figure,
    /** Types may be added at any time; an unknown one is to be taken as `turn`. */
    type: v.string(),
    modifier: v.optional(v.string()),
    exit: v.optional(index)
  }),
  intersections: v.array(
    v.object({
      location,
      bearings: v.array(figure),
      entry: v.array(v.boolean()),
      in: v.optional(index),
      out: v.optional(index),
      classes: v.optional(v.array(v.string())),
      lanes: v.optional(v.array(v.object({ indications: v.array(v.string()), valid: v.boolean() })))
    })
  )
});

const annotation = v.object({
  distance: v.optional(v.array(quantity)),
  duration: v.optional(v.array(quantity)),
  weight: v.optional(v.array(figure)),
  speed: v.optional(v.array(quantity)),
  nodes: v.optional(v.array(index)),
  datasources: v.optional(v.array(index)),
  metadata: v.optional(v.object({ datasource_names: v.array(v.string()) }))
});

const route = {
  distance: quantity,
  duration: quantity,
  weight: figure,
  weight_name: v.string(),
  /** Absent with `overview=false`. */
  geometry: v.optional(geometry),
  legs: v.array(
    v.object({
      distance: quantity,
      duration: quantity,
      weight: figure,
      summary: v.string(),
      steps: v.array(step),
      annotation: v.optional(annotation)
    })
  )
};

/** `null` where no road leads. */
const cells = v.array(v.array(v.nullable(quantity)));
/** Tells which map the server has, where whoever made it gave it a name. */
const data_version = v.optional(v.string());

/** What each service answers, beside its `code`. */
export const osrmAnswers = {
  nearest: v.object({ data_version, waypoints: v.array(v.object({ ...waypoint, nodes: v.optional(v.array(index)) })) }),
  route: v.object({ data_version, waypoints: v.array(v.object(waypoint)), routes: v.array(v.object(route)) }),
  table: v.object({
    data_version,
    durations: v.optional(cells),
    distances: v.optional(cells),
    /** Row and column of each cell that was filled as the crow flies; absent without `fallback_speed`. */
    fallback_speed_cells: v.optional(v.array(v.tuple([index, index]))),
    sources: v.array(v.object(waypoint)),
    destinations: v.array(v.object(waypoint))
  }),
  match: v.object({
    data_version,
    /** `null` where a place of the trace fits no road. */
    tracepoints: v.array(
      v.nullable(
        v.object({ ...waypoint, matchings_index: index, waypoint_index: v.nullable(index), alternatives_count: index })
      )
    ),
    matchings: v.array(v.object({ ...route, confidence: figure }))
  }),
  trip: v.object({
    data_version,
    waypoints: v.array(v.object({ ...waypoint, trips_index: index, waypoint_index: index })),
    trips: v.array(v.object(route))
  })
};

export type OsrmAnswer<Service extends keyof typeof osrmAnswers> = v.InferOutput<(typeof osrmAnswers)[Service]>;
