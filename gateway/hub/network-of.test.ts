import { expect, it } from 'vitest';
import { networkOf } from './network-of.ts';

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:0:a::7', '2001:db8:0:a'],
  ['2001:0DB8:0000:000a:1:2:3:4', '2001:db8:0:a'],
  ['2001:db8::7', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
  ['the door of the demo', 'the door of the demo']
])('%s speaks for %s', (address, network) => expect(networkOf(address)).toBe(network));
