import type { Sender, TenantKind } from '#gateway/hub/services.ts';
import { demoLandmarks, type DemoPlace } from '../region/landmarks.ts';

/**
 * Telephone numbers that cannot ring. Finland has set no range aside for fiction, and its open numbering plan ignores
 * surplus digits, so a long number could ring after all. These begin with 000: the prefix 00 for calls abroad and a
 * country code that begins with 0, of which the world has none (ITU-T E.164).
 * @param number 1 to 9999
 */
export const demoTelephone = (number: number): string => `000 123 ${String(number).padStart(4, '0')}`;

export interface DemoTenant {
  readonly id: 'municipality' | 'county' | 'pharmacy' | 'supermarket' | 'village-shop' | 'post' | 'library';
  readonly name: string;
  readonly kind: TenantKind;
  readonly telephone: string;
  /** The places where this tenant's consignments wait for the van. */
  readonly senders: readonly Sender[];
}

/** Those who order: each with the places it sends from. The kitchen sends what the county orders. */
export function demoTenants(): DemoTenant[] {
  const { pharmacy, centralKitchen, library, shops, postalPoint, villages } = demoLandmarks();
  const [churchVillage] = villages;
  return [
    {
      id: 'county',
      name: 'Vaaran hyvinvointialue',
      kind: 'wellbeing_county',
      telephone: demoTelephone(101),
      senders: [sender('kitchen', centralKitchen)]
    },
    {
      id: 'pharmacy',
      name: pharmacy.name,
      kind: 'pharmacy',
      telephone: demoTelephone(102),
      senders: [sender('pharmacy', pharmacy)]
    },
    {
      id: 'supermarket',
      name: shops[0].name,
      kind: 'shop',
      telephone: demoTelephone(103),
      senders: [sender('supermarket', shops[0])]
    },
    {
      id: 'village-shop',
      name: shops[1].name,
      kind: 'shop',
      telephone: demoTelephone(104),
      senders: [sender('village-shop', shops[1])]
    },
    {
      id: 'library',
      name: library.name,
      kind: 'library',
      telephone: demoTelephone(105),
      senders: [sender('library', library)]
    },
    {
      id: 'post',
      name: postalPoint.name,
      kind: 'post',
      telephone: demoTelephone(106),
      senders: [sender('post', postalPoint)]
    },
    {
      id: 'municipality',
      name: 'Kuikkasalmen kunta',
      kind: 'municipality',
      telephone: demoTelephone(100),
      senders: [sender('municipality', churchVillage!.hall)]
    }
  ];
}

const sender = (id: string, { name, address, position }: DemoPlace): Sender => ({ id, name, address, position });
