const sent = new WeakMap<EventTarget, number>();

/** For the `submit` of a form that orders: a second press within three seconds is the same press, and orders nothing. */
export function once(event: Event) {
  const form = event.currentTarget!;
  if (event.timeStamp - (sent.get(form) ?? -Infinity) < 3000) event.preventDefault();
  else sent.set(form, event.timeStamp);
}
