import { expect, test } from 'vitest';
import { once } from './once.ts';

function pressesAt(form: EventTarget, ...times: number[]) {
  return times.map((timeStamp) => {
    const press = Object.defineProperty(new Event('submit', { cancelable: true }), 'timeStamp', { value: timeStamp });
    form.dispatchEvent(press);
    return press.defaultPrevented ? 'held' : 'sent';
  });
}
const form = () => {
  const made = new EventTarget();
  made.addEventListener('submit', once);
  return made;
};

test('a form that was pressed twice is sent once, and again when somebody means it', () => {
  // The second time is long after: the person came back to the form by the browser's arrow.
  expect(pressesAt(form(), 100, 300, 2900, 9000)).toEqual(['sent', 'held', 'held', 'sent']);
});

test('two forms do not hold each other', () => {
  const [one, other] = [form(), form()];
  expect([...pressesAt(one, 100), ...pressesAt(other, 200)]).toEqual(['sent', 'sent']);
});
