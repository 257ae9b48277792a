/** Runs tasks one after another, in the order they came; one that fails does not keep the next from its turn. */
export function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(task: () => Promise<Result>): Promise<Result> => {
    const own = last.then(task, task);
    last = own;
    return own;
  };
}
