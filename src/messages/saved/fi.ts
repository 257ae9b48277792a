export default {
  tablet: 'Tallessa tabletissa',
  van: 'Tallessa autossa',
  hub: 'Tallessa palvelimella',
  oldest_waiting: 'vanhin odottaa: {age}',
  waiting: { one: '{count} merkintä ei ole vielä palvelimella', other: '{count} merkintää ei ole vielä palvelimella' },
  minutes: '{count} min',
  hours: '{hours} t {minutes} min'
} as const;
