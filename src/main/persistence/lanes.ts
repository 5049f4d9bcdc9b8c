/** Makes what does the tasks of one lane one after the other, in the order in which they were asked for. */
export function createLanes(): <Result>(lane: string, task: () => Promise<Result>) => Promise<Result> {
  const lanes = new Map<string, Promise<unknown>>()
  return (lane, task) => {
    const before = lanes.get(lane)
    const done = before ? before.then(task) : task()
    const settled = done.then(
      () => undefined,
      () => undefined,
    )
    lanes.set(lane, settled)
    void settled.then(() => {
      if (lanes.get(lane) === settled) lanes.delete(lane)
    })
    return done
  }
}
