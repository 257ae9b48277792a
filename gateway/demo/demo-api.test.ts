import { expect, test } from 'vitest';
import { instant } from '#domain/units.ts';
import type { SignIn } from '#gateway/hub/services.ts';
import { onError } from '#gateway/web/problem.ts';
import { demoApi } from './demo-api.ts';
import { changeWorld, newWorld } from './world.ts';

function demo(people = ['yrittaja', 'kuljettaja'], wait = 0) {
  let world = newWorld(instant(0), instant(0));
  const signIn = {
    open: (name: string) =>
      Promise.resolve(
        wait > 0
          ? { wait }
          : people.includes(name)
            ? { token: `of-${name}`, expires: instant(Date.now() + 3_600_000) }
            : null
      )
  } as unknown as SignIn;
  const services = {
    world: () => world,
    change: (change: Parameters<typeof changeWorld>[1]) => void (world = changeWorld(world, change, instant(0))),
    vanOrigin: 'http://van.test'
  };
  return demoApi(services, signIn).onError(onError(() => {}));
}
const post = (body: string, type = 'application/json') =>
  demo().request('/demo/world', { method: 'POST', body, headers: { 'content-type': type } });

test('a switch changes the world, and is answered with it', async () => {
  const answer = await post(JSON.stringify({ change: 'link', link: 'hub-van', open: false }));
  expect(await answer.json()).toMatchObject({ links: { 'hub-van': false, 'hub-tablet': true, 'van-tablet': true } });
});

test.each(['{', '{}', '{"change":"link","link":"moon","open":false}', '{"change":"advance","minutes":-30}'])(
  '%s is no switch',
  async (body) => {
    const answer = await post(body);
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'unknown_change' }]);
  }
);

test('a form of another site is no switch', async () => {
  const answer = await post(JSON.stringify({ change: 'link', link: 'hub-van', open: false }), 'text/plain');
  expect([answer.status, await answer.json()]).toMatchObject([415, { code: 'json_only' }]);
});

test.each([
  ['console', 'raitti_session=of-yrittaja; Path=/;'],
  ['courier', 'raitti_session=of-kuljettaja; Path=/api/courier;']
])('the door to the %s signs in its own person', async (door, cookie) => {
  const answer = await demo().request(`/demo/enter/${door}`);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `/${door}`]);
  expect(answer.headers.get('set-cookie')!.replace(/Max-Age=\d+; /, '')).toContain(cookie);
  expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/);
});

test('a door leads nowhere else, and a demo without people says how to begin anew', async () => {
  expect((await demo().request('/demo/enter/portal')).status).toBe(404);
  const answer = await demo([]).request('/demo/enter/console');
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('--fresh')]);
});

test('a door that is shut for a while says for how long, and not that the day is lost', async () => {
  const answer = await demo([], 8).request('/demo/enter/console');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '8']);
  expect(await answer.text()).not.toContain('--fresh');
});
