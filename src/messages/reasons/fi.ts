export default {
  no_road: 'Perille ei ole tietä.',
  time_window: 'Luvattu aika päättyy klo {closes}, mutta auto ehtii aikaisintaan klo {earliest}.',
  over_capacity: 'Lähetys ei mahdu autoon.',
  skills: 'Auto ei sovellu tähän lähetykseen.',
  transit_time: 'Matka kestää {minutes} min, ja lähetys saa olla autossa enintään {limit} min.',
  shift_too_short: 'Ajovuoro ei riitä: auto palaisi vasta klo {back}.',
  conflict: 'Mahtuisi yksinään, mutta ei yhdessä näiden kanssa: {others}.',
  conflict_many: 'Mahtuisi yksinään, mutta ei päivän muiden kohteiden kanssa.',
  too_many_tasks: 'Päivässä on jo niin monta kohdetta kuin autolle on sovittu.',
  travel_time: 'Ajoa tulisi enemmän kuin autolle on sovittu.',
  distance: 'Matka on pidempi kuin autolle on sovittu.',
  breaks: 'Tauot huomioon ottaen aika ei riitä.',
  other: 'Syytä ei saatu selville.'
} as const;
