export default {
  map: 'Kartta',
  opening: 'Karttaa avataan',
  unreadable: 'Karttaa ei saatu auki. Kohteet ja ajo-ohjeet toimivat ilman sitäkin.',
  try_again: 'Yritä uudelleen',
  zoom_in: 'Lähennä',
  zoom_out: 'Loitonna',
  whole_route: 'Näytä koko ajo',
  next_leg: 'Näytä matka seuraavaan kohteeseen',
  own_position: 'Näytä oma paikka',
  you_are_here: 'Olet tässä',
  next: 'seuraava kohde',
  planned: 'tulossa',
  done: 'hoidettu',
  failed: 'jäi tekemättä',
  service: 'palvelupysäkki',
  depot: 'lähtöpaikka',
  found: 'haettu paikka'
} as const;
