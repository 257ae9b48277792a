import { describe, expect, test } from 'vitest';
import { instructionsIn, type InstructedStep } from './instructions.ts';

const step = (
  type: string,
  modifier?: string,
  more: Partial<InstructedStep> & { exit?: number } = {}
): InstructedStep => {
  const { exit, ...others } = more;
  return { name: 'Teiskontie', mode: 'driving', ...others, maneuver: { type, modifier, exit } };
};

test.each<[InstructedStep, fi: string, sv: string, en: string]>([
  [step('depart'), 'Lähde ajamaan: Teiskontie', 'Börja köra: Teiskontie', 'Set off: Teiskontie'],
  [step('turn', 'left'), 'Käänny vasemmalle: Teiskontie', 'Sväng åt vänster: Teiskontie', 'Turn left: Teiskontie'],
  [
    step('turn', 'slight right', { name: '' }),
    'Käänny loivasti oikealle',
    'Sväng svagt åt höger',
    'Turn slightly right'
  ],
  [
    step('turn', 'sharp left'),
    'Käänny jyrkästi vasemmalle: Teiskontie',
    'Sväng skarpt åt vänster: Teiskontie',
    'Turn sharply left: Teiskontie'
  ],
  [step('turn', 'straight'), 'Aja suoraan: Teiskontie', 'Kör rakt fram: Teiskontie', 'Go straight on: Teiskontie'],
  [step('turn', 'uturn', { name: '' }), 'Käänny ympäri', 'Vänd om', 'Turn round'],
  [step('continue', 'uturn'), 'Käänny ympäri: Teiskontie', 'Vänd om: Teiskontie', 'Turn round: Teiskontie'],
  [
    step('continue', 'right'),
    'Seuraa tietä oikealle: Teiskontie',
    'Följ vägen åt höger: Teiskontie',
    'Follow the road right: Teiskontie'
  ],
  [step('new name', 'straight'), 'Jatka: Teiskontie', 'Fortsätt: Teiskontie', 'Continue: Teiskontie'],
  [step('new name', 'slight left'), 'Jatka: Teiskontie', 'Fortsätt: Teiskontie', 'Continue: Teiskontie'],
  [
    step('new name', 'left'),
    'Seuraa tietä vasemmalle: Teiskontie',
    'Följ vägen åt vänster: Teiskontie',
    'Follow the road left: Teiskontie'
  ],
  [
    step('end of road', 'right'),
    'Käänny oikealle tien päässä: Teiskontie',
    'Sväng åt höger där vägen slutar: Teiskontie',
    'Turn right at the end of the road: Teiskontie'
  ],
  [
    step('fork', 'slight left'),
    'Pysy vasemmalla, kun tie haarautuu: Teiskontie',
    'Håll till vänster där vägen delar sig: Teiskontie',
    'Keep left where the road forks: Teiskontie'
  ],
  [
    step('fork', 'straight', { name: '', destinations: 'E 12: Vaasa' }),
    'Pysy keskellä, kun tie haarautuu: E 12 Vaasa',
    'Håll dig i mitten där vägen delar sig: E 12 Vaasa',
    'Keep to the middle where the road forks: E 12 Vaasa'
  ],
  [
    step('merge', 'slight left', { ref: '65' }),
    'Liity liikenteeseen: Teiskontie',
    'Kör in i trafiken: Teiskontie',
    'Join the traffic: Teiskontie'
  ],
  [
    step('on ramp', 'slight right', { name: '', ref: '12' }),
    'Aja rampille loivasti oikealle: tie 12',
    'Kör upp på rampen svagt åt höger: väg 12',
    'Take the ramp slightly right: road 12'
  ],
  [
    step('off ramp', 'slight right', { name: '', destinations: 'Ylöjärvi', ref: '12' }),
    'Poistu rampille loivasti oikealle: Ylöjärvi',
    'Ta avfarten svagt åt höger: Ylöjärvi',
    'Take the exit slightly right: Ylöjärvi'
  ],
  [
    step('roundabout', 'right', { exit: 3 }),
    'Aja ulos liikenneympyrän kolmannesta haarasta: Teiskontie',
    'Kör ut ur rondellen vid tredje avfarten: Teiskontie',
    'At the roundabout, take the third exit: Teiskontie'
  ],
  [
    step('roundabout', 'right', { exit: 7, name: '' }),
    'Aja ulos liikenneympyrän haarasta 7',
    'Kör ut ur rondellen vid avfart 7',
    'At the roundabout, take exit 7'
  ],
  [
    step('rotary', 'right', { exit: 1, rotary_name: 'Linnan ympyrä' }),
    'Aja ulos liikenneympyrän (Linnan ympyrä) ensimmäisestä haarasta: Teiskontie',
    'Kör ut ur rondellen (Linnan ympyrä) vid första avfarten: Teiskontie',
    'At the roundabout (Linnan ympyrä), take the first exit: Teiskontie'
  ],
  [
    step('roundabout', 'right', { name: '' }),
    'Aja liikenneympyrään',
    'Kör in i rondellen',
    'Drive into the roundabout'
  ],
  [
    step('roundabout turn', 'left', { exit: 3 }),
    'Aja liikenneympyrässä vasemmalle: Teiskontie',
    'Kör åt vänster i rondellen: Teiskontie',
    'At the roundabout, go left: Teiskontie'
  ],
  [
    step('exit roundabout', 'right'),
    'Poistu liikenneympyrästä: Teiskontie',
    'Kör ut ur rondellen: Teiskontie',
    'Leave the roundabout: Teiskontie'
  ],
  [
    step('notification', 'straight', { mode: 'ferry', name: 'Barösundsfärjan' }),
    'Aja lautalle: Barösundsfärjan',
    'Kör ombord på färjan: Barösundsfärjan',
    'Drive onto the ferry: Barösundsfärjan'
  ],
  [
    step('turn', 'right', { mode: 'ferry', name: '' }),
    'Käänny oikealle lautalle',
    'Sväng åt höger ombord på färjan',
    'Turn right onto the ferry'
  ],
  [
    step('notification', 'straight'),
    'Jatka tiellä: Teiskontie',
    'Fortsätt på vägen: Teiskontie',
    'Continue on the road: Teiskontie'
  ],
  [
    step('notification', 'straight', { mode: 'train', name: '' }),
    'Aja autojunaan',
    'Kör ombord på tåget',
    'Drive onto the train'
  ],
  [step('arrive'), 'Perillä', 'Framme', 'You are there'],
  [
    step('arrive', 'left'),
    'Perillä. Kohde on vasemmalla',
    'Framme. Målet är till vänster',
    'You are there. The destination is on the left'
  ],
  [
    step('arrive', 'straight'),
    'Perillä. Kohde on edessä',
    'Framme. Målet är rakt fram',
    'You are there. The destination is straight ahead'
  ],
  // OSRM's words that came later, or that we never use.
  [step('use lane', 'straight'), 'Aja suoraan: Teiskontie', 'Kör rakt fram: Teiskontie', 'Go straight on: Teiskontie'],
  [step('hover', 'right'), 'Käänny oikealle: Teiskontie', 'Sväng åt höger: Teiskontie', 'Turn right: Teiskontie']
])('%j is read as "%s"', (told, fi, sv, en) => {
  expect(instructionsIn('fi').text(told)).toBe(fi);
  expect(instructionsIn('sv').text(told)).toBe(sv);
  expect(instructionsIn('en').text(told)).toBe(en);
});

describe('what is said', () => {
  test.each([
    [
      'turn',
      'left',
      300,
      '300 metrin päästä käänny vasempaan: Teiskontie.',
      'Om 300 meter, sväng åt vänster: Teiskontie.',
      'In 300 metres, turn left: Teiskontie.'
    ],
    [
      'turn',
      'sharp right',
      0,
      'Käänny jyrkästi oikeaan: Teiskontie.',
      'Sväng skarpt åt höger: Teiskontie.',
      'Turn sharply right: Teiskontie.'
    ],
    [
      'arrive',
      'right',
      212,
      '200 metrin päästä olet perillä. Kohde on oikealla.',
      'Om 200 meter är du framme. Målet är till höger.',
      'In 200 metres you will be there. The destination is on the right.'
    ],
    [
      'arrive',
      'right',
      10,
      'Perillä. Kohde on oikealla.',
      'Framme. Målet är till höger.',
      'You are there. The destination is on the right.'
    ],
    ['depart', undefined, 4000, 'Lähde ajamaan: Teiskontie.', 'Börja köra: Teiskontie.', 'Set off: Teiskontie.']
  ])('of %s %s %d metres ahead', (type, modifier, metres, fi, sv, en) => {
    expect(instructionsIn('fi').speech(step(type, modifier), metres)).toBe(fi);
    expect(instructionsIn('sv').speech(step(type, modifier), metres)).toBe(sv);
    expect(instructionsIn('en').speech(step(type, modifier), metres)).toBe(en);
  });

  test.each([
    [39, 'Käänny vasempaan.', 'Turn left.'],
    [44, '40 metrin päästä käänny vasempaan.', 'In 40 metres, turn left.'],
    [96, '100 metrin päästä käänny vasempaan.', 'In 100 metres, turn left.'],
    [130, '150 metrin päästä käänny vasempaan.', 'In 150 metres, turn left.'],
    [974, '950 metrin päästä käänny vasempaan.', 'In 950 metres, turn left.'],
    [980, 'Kilometrin päästä käänny vasempaan.', 'In one kilometre, turn left.'],
    [1049, 'Kilometrin päästä käänny vasempaan.', 'In one kilometre, turn left.'],
    [1540, '1,5 kilometrin päästä käänny vasempaan.', 'In 1.5 kilometres, turn left.'],
    [2000, '2 kilometrin päästä käänny vasempaan.', 'In 2 kilometres, turn left.'],
    [12_400, '12 kilometrin päästä käänny vasempaan.', 'In 12 kilometres, turn left.']
  ])('%d metres ahead', (metres, fi, en) => {
    expect(instructionsIn('fi').speech(step('turn', 'left', { name: '' }), metres)).toBe(fi);
    expect(instructionsIn('en').speech(step('turn', 'left', { name: '' }), metres)).toBe(en);
  });

  test('left and right do not end alike in Finnish, as they do on the screen', () => {
    const said = ['left', 'right'].map((side) => instructionsIn('fi').speech(step('turn', side, { name: '' }), 0));
    expect(said).toEqual(['Käänny vasempaan.', 'Käänny oikeaan.']);
  });
});
