import { createContext, useContext, useSyncExternalStore } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { Text } from '../../contract/language/text.ts'
import type { ConnectionState } from '../transport/transport.ts'
import type { AppState } from './app-state.ts'

const AppContext = createContext<AppState | undefined>(undefined)

export const AppProvider = AppContext.Provider

/** The stores of this window. */
export function useApp(): AppState {
  const app = useContext(AppContext)
  if (!app) throw new TypeError('useApp is for components inside AppProvider')
  return app
}

export function useText(): Text {
  return useApp().text
}

/** Follows one part of a store. */
export function useSelect<State, Part>(store: StoreApi<State>, select: (state: State) => Part): Part {
  return useStore(store, select)
}

export function useConnection(): ConnectionState {
  const { connection } = useApp().transport
  return useSyncExternalStore(
    (changed) => connection.subscribe(changed),
    () => connection.current(),
  )
}
