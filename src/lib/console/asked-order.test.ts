import { expect, it } from 'vitest';
import type { HubServices, Staff } from '#gateway/hub/services.ts';
import { askedOrder } from './asked-order.ts';

const staffOf = (role: Staff['role']) => ({ id: 's', role }) as Staff;
const order = { order: 'theirs' };
const hub = {
  orders: { find: ({ role }: Staff, id: string) => (role === 'orderer' && id === 'theirs' ? order : null) }
} as unknown as HubServices;
const asked = (id: string, staff: Staff | null, platform: object = { hub }) =>
  askedOrder({ platform, locals: { staff, locale: 'fi' }, params: { order: id } } as never);

it('finds an order for whom it belongs to', () => {
  expect(asked('theirs', staffOf('orderer'))).toMatchObject({ hub, order });
});

it.each([
  ['an order that is not there', 404, () => asked('nowhere', staffOf('orderer'))],
  ['another’s order', 404, () => asked('theirs', staffOf('entrepreneur'))],
  ['nobody', 403, () => asked('theirs', null)],
  ['a courier', 403, () => asked('theirs', staffOf('courier'))],
  ['a program without a console', 404, () => asked('theirs', staffOf('orderer'), {})]
])('refuses %s', (_, status, ask) => expect(ask).toThrow(expect.objectContaining({ status })));
