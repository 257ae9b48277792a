export default {
  map: 'Karta',
  opening: 'Kartan öppnas',
  unreadable: 'Kartan gick inte att öppna. Besöken och körinstruktionerna fungerar också utan den.',
  try_again: 'Försök igen',
  zoom_in: 'Zooma in',
  zoom_out: 'Zooma ut',
  whole_route: 'Visa hela turen',
  next_leg: 'Visa vägen till nästa plats',
  own_position: 'Visa min plats',
  you_are_here: 'Du är här',
  next: 'nästa besök',
  planned: 'på kommande',
  done: 'utfört',
  failed: 'blev ogjort',
  service: 'servicehållplats',
  depot: 'startplats',
  found: 'sökt plats'
} as const;
