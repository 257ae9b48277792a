export default {
  too_large: 'The file is larger than 1 MB. Split it.',
  not_csv: 'This is not a CSV file. Save the table in Excel as CSV and choose that.',
  too_many_rows: 'The table has more than {most} rows. Split it.',
  stray_quote: 'Line {line} has a quotation mark in the wrong place. Remove it, or write it twice.',
  open_quote: 'The quotation mark that begins on line {line} never ends. Remove it, or add another.',
  heading_unknown: 'Line 1 has the heading “{heading}”, which is not known. The headings are: {headings}.',
  heading_missing: 'Line 1 lacks the heading {heading}. The headings are: {headings}.',
  heading_twice: 'Line 1 has the heading “{heading}” twice. Remove one of the columns.',
  too_many_cells:
    'Line {line} has more cells than there are headings. If a text contains a delimiter, put the whole text in quotation marks.',
  only_headings: 'The table has headings only. Add rows.'
} as const;
