export default {
  too_large: 'Filen är större än 1 MB. Dela upp den.',
  not_csv: 'Detta är ingen CSV-fil. Spara tabellen i Excel som CSV och välj den.',
  too_many_rows: 'Tabellen har fler än {most} rader. Dela upp den.',
  stray_quote: 'På rad {line} finns ett citattecken på fel plats. Ta bort det eller skriv det två gånger.',
  open_quote: 'Citattecknet som börjar på rad {line} slutar aldrig. Ta bort det eller lägg till ett till.',
  heading_unknown: 'På rad 1 finns rubriken ”{heading}”, som inte är känd. Rubrikerna är: {headings}.',
  heading_missing: 'På rad 1 saknas rubriken {heading}. Rubrikerna är: {headings}.',
  heading_twice: 'På rad 1 finns rubriken ”{heading}” två gånger. Ta bort den ena kolumnen.',
  too_many_cells:
    'Rad {line} har fler celler än det finns rubriker. Om texten innehåller ett skiljetecken, skriv hela texten inom citattecken.',
  only_headings: 'Tabellen har bara rubriker. Lägg till rader.'
} as const;
