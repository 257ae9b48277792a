import { expect, it } from 'vitest';
import { afterSignIn } from './after-sign-in.ts';

it.each([
  ['/console/orders?date=2026-11-24', 'orderer', '/console/orders?date=2026-11-24'],
  ['/courier/', 'entrepreneur', '/courier/'],
  [null, 'orderer', '/console'],
  ['/consolation', 'orderer', '/console'],
  ['//evil.example', 'orderer', '/console'],
  ['/\\evil.example', 'orderer', '/console'],
  ['https://evil.example/console', 'orderer', '/console'],
  ['/console', 'courier', '/courier/'],
  [null, 'courier', '/courier/'],
  ['//evil.example', 'courier', '/courier/']
] as const)('from %s leads the %s to %s', (to, role, where) => expect(afterSignIn(to, role)).toBe(where));
