import { guidanceMessages, type GuidanceKey } from '#messages/guidance.ts';
import type { Locale } from '#messages/locale.ts';

/** What is told of a step, in OSRM's shape: ours and those of an OSRM server, which may come to have other types. */
export interface InstructedStep {
  readonly name: string;
  readonly ref?: string | undefined;
  readonly destinations?: string | undefined;
  readonly rotary_name?: string | undefined;
  readonly mode: string;
  readonly maneuver: {
    readonly type: string;
    readonly modifier?: string | undefined;
    readonly exit?: number | undefined;
  };
}

export interface Instructions {
  /** For the eye: `Käänny vasemmalle: Teiskontie`. */
  text(step: InstructedStep): string;
  /**
   * For the ear: `300 metrin päästä käänny vasempaan: Teiskontie.`
   * @param metres how far ahead the manoeuvre is
   */
  speech(step: InstructedStep, metres: number): string;
}

/** Metres from which on a manoeuvre is now: the sentence takes a driver there. */
const now = 40;

/**
 * Tells a driver what to do. Names stay in the form that signs have, behind a colon: Finnish inflects them, each in its own
 * way, and a wrong form is harder to hear than none (research/routing.md, 5.9).
 */
export function instructionsIn(locale: Locale): Instructions {
  const say = guidanceMessages(locale);

  function instruction(step: InstructedStep, isSaid: boolean): string {
    const what = manoeuvre(step, isSaid);
    const name = signs(step);
    return name === '' ? what : say('with_name', { what, name });
  }

  /** What signs show of the road that is driven: its name, else where it leads, else its number. */
  const signs = ({ name, destinations, ref }: InstructedStep) =>
    name || destinations?.replace(': ', ' ') || (ref ? say('numbered', { ref }) : '');

  function manoeuvre(step: InstructedStep, isSaid: boolean): string {
    const { type, modifier = 'straight', exit } = step.maneuver;
    const way = say(wayOf(modifier, isSaid));
    const isStraight = modifier === 'straight';
    if (type === 'depart') return say('depart');
    if (modifier === 'uturn') return say('uturn');
    if (step.mode === 'ferry') return isStraight || type === 'notification' ? say('ferry') : say('ferry_turn', { way });
    if (step.mode === 'train') return say('train');
    switch (type) {
      case 'notification':
        return say('ashore');
      case 'new name':
        return isStraight || modifier.startsWith('slight') ? say('new_name') : say('continue', { way });
      case 'continue':
        return isStraight ? say('straight_on') : say('continue', { way });
      case 'end of road':
        return say('end_of_road', { way });
      case 'fork':
        return say(isStraight ? 'fork_straight' : modifier.endsWith('left') ? 'fork_left' : 'fork_right');
      case 'merge':
        return say('merge');
      case 'on ramp':
        return say('on_ramp', { way });
      case 'off ramp':
        return say('off_ramp', { way });
      case 'roundabout':
      case 'rotary':
        return ring(step.rotary_name, exit);
      case 'roundabout turn':
        return say('roundabout_turn', { way });
      case 'exit roundabout':
      case 'exit rotary':
        return say('exit_roundabout');
      default:
        // A type that came to OSRM later is to be taken as a turn.
        return isStraight ? say('straight_on') : say('turn', { way });
    }
  }

  function ring(rotary: string | undefined, number: number | undefined): string {
    if (!number) return say('enter_roundabout');
    const known = (['exit_1', 'exit_2', 'exit_3', 'exit_4', 'exit_5'] as const)[number - 1];
    const exit = known ? say(known) : say('exit_more', { count: number });
    return rotary ? say('rotary', { rotary, exit }) : say('roundabout', { exit });
  }

  function arrival({ maneuver: { modifier = '' } }: InstructedStep): string | undefined {
    const side = modifier.split(' ').at(-1);
    if (side === 'left') return say('destination_left');
    if (side === 'right') return say('destination_right');
    return side === 'straight' ? say('destination_straight') : undefined;
  }

  function text(step: InstructedStep): string {
    if (step.maneuver.type !== 'arrive') return instruction(step, false);
    return [say('arrive'), arrival(step)].filter(Boolean).join('. ');
  }

  function speech(step: InstructedStep, metres: number): string {
    const isNow = metres < now;
    if (step.maneuver.type === 'arrive') {
      const there = isNow ? say('arrive') : say('arriving', { distance: distanceTo(metres) });
      return [there, arrival(step)]
        .filter(Boolean)
        .map((sentence) => `${capital(sentence!)}.`)
        .join(' ');
    }
    const what = instruction(step, true);
    if (isNow || step.maneuver.type === 'depart') return `${what}.`;
    const small = what.charAt(0).toLocaleLowerCase(locale) + what.slice(1);
    return `${capital(say('upcoming', { distance: distanceTo(metres), what: small }))}.`;
  }

  /** Tens of metres, then fifties, then kilometres with a decimal as long as it matters: nobody hears more. */
  function distanceTo(metres: number): string {
    const step = metres < 100 ? 10 : 50;
    const rounded = Math.round(metres / step) * step;
    if (rounded < 1000) return say('in_metres', { count: rounded });
    const count = metres < 10_000 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000);
    return say('in_kilometres', { count, number: new Intl.NumberFormat(locale).format(count) });
  }

  return { text, speech };
}

const capital = (sentence: string) => sentence.charAt(0).toUpperCase() + sentence.slice(1);

const ways: Readonly<Record<string, [seen: GuidanceKey, said: GuidanceKey]>> = {
  left: ['left', 'said_left'],
  'slight left': ['slight_left', 'said_slight_left'],
  'sharp left': ['sharp_left', 'said_sharp_left'],
  right: ['right', 'said_right'],
  'slight right': ['slight_right', 'said_slight_right'],
  'sharp right': ['sharp_right', 'said_sharp_right']
};

const wayOf = (modifier: string, isSaid: boolean): GuidanceKey =>
  ways[modifier]?.[isSaid ? 1 : 0] ?? (isSaid ? 'said_straight' : 'straight');
