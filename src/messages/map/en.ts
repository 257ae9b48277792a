export default {
  map: 'Map',
  opening: 'Opening the map',
  unreadable: 'The map could not be opened. Visits and directions work without it.',
  try_again: 'Try again',
  zoom_in: 'Zoom in',
  zoom_out: 'Zoom out',
  whole_route: 'Show the whole drive',
  next_leg: 'Show the way to the next stop',
  own_position: 'Show my position',
  you_are_here: 'You are here',
  next: 'next visit',
  planned: 'to come',
  done: 'done',
  failed: 'not done',
  service: 'service stop',
  depot: 'start',
  found: 'place found'
} as const;
