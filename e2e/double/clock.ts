/**
 * Lets the clock of this process or page say `byMs` more than the system's, from now on; timers are left as they are. Its text
 * travels into pages: it uses nothing from outside itself.
 */
export function moveClock(byMs: number): void {
  const system = Date
  const now = (): number => system.now() + byMs
  globalThis.Date = new Proxy(system, {
    construct: (target, given, made: NewableFunction) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made) as Date,
    apply: () => new system(now()).toString(),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  })
}
