import type { DatabaseSync } from 'node:sqlite';
import type { RecipientCard } from '#domain/sealed.ts';
import type { Outside } from './outside.ts';
import { blindName, decrypt, decryptJson, encrypt, type Secrets } from './secrets.ts';

/** Whose card it is: a tenant knows only its own recipients. */
export interface CardOwner {
  operator: string;
  tenant: string;
}

export interface Cards {
  /** Writes a recipient's card, the old one where this tenant has the recipient already. */
  keep(owner: CardOwner, card: RecipientCard): { card: string; changed: boolean };
  /** @throws when the card was erased: orders that still name it must show so. */
  open(id: string): RecipientCard;
  /** Removes the cards that no order names any more, and their keys with them. */
  eraseUnused(): void;
}

/**
 * People's data at rest: each card is encrypted with a key of its own, and that key wrapped by the master key, so that
 * erasing a person is erasing a row. A recipient is found again by a blind name of name and address.
 */
export function createCards(database: DatabaseSync, secrets: Secrets, outside: Outside): Cards {
  const find = database.prepare('SELECT * FROM card WHERE operator = ? AND tenant = ? AND recipient = ?');
  const insert = database.prepare('INSERT INTO card VALUES (?, ?, ?, ?, ?, ?)');
  const update = database.prepare('UPDATE card SET content = ? WHERE id = ?');
  const select = database.prepare('SELECT * FROM card WHERE id = ?');
  const erase = database.prepare('DELETE FROM card WHERE id NOT IN (SELECT card FROM "order")');

  const keyOf = (row: CardRow) => {
    const key = decrypt(secrets.master, row.wrapped_key);
    if (!key) throw new Error('A card cannot be opened with this master key.');
    return key;
  };
  const contentOf = (card: RecipientCard) => new TextEncoder().encode(JSON.stringify(card));

  return {
    keep({ operator, tenant }, card) {
      const recipient = blindName(secrets, operator, tenant, folded(card.name), folded(card.address));
      const row = find.get(operator, tenant, recipient) as unknown as CardRow | undefined;
      if (!row) {
        const key = outside.randomBytes(32);
        const id = outside.newId();
        const wrapped = encrypt(secrets.master, key, outside);
        insert.run(id, operator, tenant, recipient, wrapped, encrypt(key, contentOf(card), outside));
        return { card: id, changed: false };
      }
      const key = keyOf(row);
      const changed = JSON.stringify(decryptJson(key, row.content)) !== JSON.stringify(card);
      if (changed) update.run(encrypt(key, contentOf(card), outside), row.id);
      return { card: row.id, changed };
    },
    open(id) {
      const row = select.get(id) as unknown as CardRow | undefined;
      const card = row && decryptJson(keyOf(row), row.content);
      if (!card) throw new Error('The card of this recipient was erased.');
      return card as RecipientCard;
    },
    eraseUnused: () => void erase.run()
  };
}

interface CardRow {
  id: string;
  wrapped_key: Uint8Array;
  content: Uint8Array;
}

/** A name or an address as one looks for it again: neither case nor a second space makes another person. */
export const folded = (text: string) => text.trim().replace(/\s+/g, ' ').toLocaleLowerCase('fi');
