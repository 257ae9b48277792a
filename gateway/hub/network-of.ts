import { isIPv6 } from 'node:net';

/**
 * The network that an address speaks for: itself, or of IPv6 the first half, for one household or office has all of that.
 *
 * @param address such as `192.0.2.7`, `::ffff:192.0.2.7` or `2001:db8::7`; anything else stands for itself.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (!isIPv6(plain)) return plain;
  const [before = '', after] = plain.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = Array<string>(after ? 8 - before.length - after.length : 0).fill('0');
  return [...before, ...zeros, ...(after ?? [])]
    .slice(0, 4)
    .map((part) => parseInt(part, 16).toString(16))
    .join(':');
}
