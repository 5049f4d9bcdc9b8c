/** Who waits, by session: sessions take turns, and within one who came first goes first. */
export interface Turns<Item extends object> {
  add(session: string, item: Item): void
  /** Who is next. */
  peek(): Item | undefined
  /** Takes out who is next; then it is the turn of the next session. */
  take(): Item | undefined
  remove(item: Item): void
}

export function createTurns<Item extends object>(): Turns<Item> {
  let sessions: readonly { readonly name: string; readonly items: readonly Item[] }[] = []
  const keep = (next: typeof sessions) => (sessions = next.filter(({ items }) => items.length > 0))
  return {
    add(name, item) {
      const known = sessions.some((session) => session.name === name)
      const grown = sessions.map((session) =>
        session.name === name ? { name, items: [...session.items, item] } : session,
      )
      sessions = known ? grown : [...sessions, { name, items: [item] }]
    },
    peek: () => sessions[0]?.items[0],
    take() {
      const [first, ...others] = sessions
      if (!first) return undefined
      const [item, ...items] = first.items
      keep([...others, { name: first.name, items }])
      return item
    },
    remove(item) {
      keep(sessions.map(({ name, items }) => ({ name, items: items.filter((each) => each !== item) })))
    },
  }
}
