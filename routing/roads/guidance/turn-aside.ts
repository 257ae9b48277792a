import { modifierOf, type Modifier } from './bearings.ts';
import type { Branch, Intersection } from './intersection.ts';
import { grouped, narrow, obviousTurn } from './obvious.ts';
import { basicType, type Turn } from './turn-type.ts';

/** Degrees within which a turn is exactly what it is called (OSRM, `MAXIMAL_ALLOWED_NO_TURN_DEVIATION`). */
const exactly = 3;

/**
 * What a driver does who turns off the way that goes on: a word that no other road on that side has. After OSRM's
 * `assignLeftTurns` and `assignRightTurns` (guidance/turn_handler.cpp).
 * @param middle the place among the roads ahead of the first that goes on, and how many of them do
 */
export function turnAside(intersection: Intersection, chosen: Branch, middle: number, count: number): Turn {
  const { ahead, from } = intersection;
  const at = ahead.indexOf(chosen);
  const side = at < middle ? ahead.slice(0, middle) : ahead.slice(middle + count).toReversed();
  const plain = { type: basicType(from.road, chosen.road), modifier: modifierOf(chosen.turn) };
  if (ahead.length === 2) return count === 1 ? besideStraight(plain, ahead, chosen) : plain;
  const words = side.map(({ turn }) => modifierOf(turn));
  const pair = (inner: Branch, outer: Branch) => turnOfPair(intersection, chosen, inner, outer) ?? plain;
  const [sharpest, second, gentlest] = side as [Branch, Branch, Branch];
  if (side.length === 2) return words[0] === words[1] ? pair(second, sharpest) : plain;
  if (side.length !== 3 || new Set(words).size === 3) return plain;
  if (!gentlest.entry) return pair(second, sharpest);
  if (!sharpest.entry) return pair(gentlest, second);
  if (!second.entry) return pair(gentlest, sharpest);
  const [outerGap, innerGap] = [Math.abs(sharpest.turn - second.turn), Math.abs(second.turn - gentlest.turn)];
  if (outerGap >= narrow && innerGap >= narrow) {
    const grade = (['sharp', '', 'slight'] as const)[side.indexOf(chosen)]!;
    return { ...plain, modifier: sided(grade, chosen) };
  }
  if (innerGap >= grouped && words[0] === words[1]) return chosen === gentlest ? plain : pair(second, sharpest);
  if (outerGap >= grouped && words[1] === words[2]) return chosen === sharpest ? plain : pair(gentlest, second);
  return plain;
}

/** Of two roads that go straight on, the one beside the one that goes on. */
function besideStraight(plain: Turn, [left, right]: readonly Branch[], chosen: Branch): Turn {
  const isPair = [left!, right!].every(({ turn }) => modifierOf(turn) === 'straight');
  return isPair ? { ...plain, modifier: chosen === left ? 'slight left' : 'slight right' } : plain;
}

/** Two roads on a side that would go by the same word: one of them takes another. */
function turnOfPair(intersection: Intersection, chosen: Branch, inner: Branch, outer: Branch): Turn | undefined {
  if ((chosen !== inner && chosen !== outer) || !inner.entry || !outer.entry || inner.turn === outer.turn)
    return undefined;
  const type = basicType(intersection.from.road, chosen.road);
  const word = modifierOf(outer.turn);
  if (word === 'straight' || word.startsWith('slight')) {
    const isOuterGreater = inner.road.priority > outer.road.priority;
    if ((chosen === outer) === isOuterGreater) return obviousTurn(intersection, chosen);
    // Beside the greater road the other one is told apart by its side.
    const isLeft = chosen.turn < (chosen === inner ? outer : inner).turn;
    return { type, modifier: isLeft ? 'slight left' : 'slight right' };
  }
  const off = ({ turn }: Branch, angle: number) => Math.abs(Math.abs(turn) - angle);
  const isInnerSquare =
    off(inner, 90) < exactly ||
    (off(outer, 90) >= exactly && (word.startsWith('sharp') || off(inner, 95) < off(outer, 95)));
  if (isInnerSquare) return { type, modifier: sided(chosen === inner ? '' : 'sharp', chosen) };
  return { type, modifier: sided(chosen === inner ? 'slight' : '', chosen) };
}

function sided(grade: 'sharp' | '' | 'slight', { turn }: Branch): Modifier {
  const side = turn > 0 ? 'right' : 'left';
  return grade === '' ? side : `${grade} ${side}`;
}
