export default {
  no_road: 'Perille ei ole tietä.',
  time_window: 'Luvattu aika päättyy klo {closes}, mutta auto ehtii aikaisintaan klo {earliest}.',
  over_capacity: 'Lähetys ei mahdu autoon.',
  skills: 'Auto ei sovellu tähän lähetykseen.',
  transit_time: 'Matka kestää {minutes} min, ja lähetys saa olla autossa enintään {limit} min.',
  shift_too_short: 'Ajovuoro ei riitä: auto palaisi vasta klo {back}.',
  conflict: 'Mahtuisi yksinään, mutta ei yhdessä näiden kanssa: {others}.',
  conflict_many: 'Mahtuisi yksinään, mutta ei päivän muiden kohteiden kanssa.',
  other: 'Syytä ei saatu selville.'
} as const;
