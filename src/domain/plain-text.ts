/* U+061C, U+200E/F, U+202A–E, U+2066–9: they turn the direction of what follows. U+200B, U+FEFF: nobody sees them. */
const unseen = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const breaks = /[\p{Cc}\s]+/gu;

/**
 * What a person typed, as it may be kept and shown: on one line, and without the characters that cannot be seen and
 * make a text look like another one (Unicode Technical Report 36, section 2.5). They come along when somebody pastes.
 */
export const plainText = (typed: string): string =>
  typed.toWellFormed().replace(unseen, '').replace(breaks, ' ').trim();
