import { createStore, type StoreApi } from 'zustand/vanilla'

export interface Toast {
  readonly id: string
  readonly tone: 'done' | 'removed' | 'archived' | 'failed'
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** Short messages that lie over the window for a while. */
export interface Toasts {
  readonly store: StoreApi<{ readonly toasts: readonly Toast[] }>
  /** Gives what it is taken away by. */
  readonly show: (toast: Omit<Toast, 'id'>) => string
  readonly dismiss: (id: string) => void
  /** Does what the toast offers, once, and takes it away. */
  readonly act: (id: string) => void
}

const MOST_AT_ONCE = 3

export function createToasts(): Toasts {
  const store = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }))
  let count = 0
  const dismiss = (id: string) =>
    store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
  return {
    store,
    dismiss,
    show(toast) {
      const added = { ...toast, id: `toast-${++count}` }
      store.setState(({ toasts }) => ({ toasts: [...toasts, added].slice(-MOST_AT_ONCE) }))
      return added.id
    },
    act(id) {
      const toast = store.getState().toasts.find((each) => each.id === id)
      dismiss(id)
      toast?.action?.run()
    },
  }
}
