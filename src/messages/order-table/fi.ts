export default {
  too_large: 'Tiedosto on yli 1 Mt. Jaa se osiin.',
  not_csv: 'Tämä ei ole CSV-tiedosto. Tallenna taulukko Excelissä muotoon CSV ja valitse se.',
  too_many_rows: 'Taulukossa on yli {most} riviä. Jaa se osiin.',
  stray_quote: 'Rivillä {line} on lainausmerkki väärässä paikassa. Poista se tai kirjoita se kahdesti.',
  open_quote: 'Rivillä {line} alkava lainausmerkki ei pääty. Poista se tai lisää toinen.',
  heading_unknown: 'Rivillä 1 on otsikko ”{heading}”, jota ei tunneta. Otsikot ovat: {headings}.',
  heading_missing: 'Riviltä 1 puuttuu otsikko {heading}. Otsikot ovat: {headings}.',
  heading_twice: 'Rivillä 1 on otsikko ”{heading}” kahdesti. Poista toinen sarake.',
  too_many_cells:
    'Rivillä {line} on enemmän soluja kuin otsikoita. Jos tekstissä on erotinmerkki, kirjoita koko teksti lainausmerkkeihin.',
  only_headings: 'Taulukossa on vain otsikot. Lisää rivejä.'
} as const;
