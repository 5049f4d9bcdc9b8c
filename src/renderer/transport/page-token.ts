const STORED_AS = 'parley-token'

/** The parts of the page that carry its token. */
export interface TokenPlace {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string }
  readonly history: { replaceState(data: unknown, unused: string, url: string): void }
  readonly storage: { getItem(key: string): string | null; setItem(key: string, value: string): void }
}

/**
 * Takes the token out of the address, where it could be seen and copied, and keeps it for reloads of this tab.
 * Empty when there is none.
 */
export function takeToken({ location, history, storage }: TokenPlace): string {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token === null) return storage.getItem(STORED_AS) ?? ''
  history.replaceState(null, '', location.pathname + location.search)
  storage.setItem(STORED_AS, token)
  return token
}
