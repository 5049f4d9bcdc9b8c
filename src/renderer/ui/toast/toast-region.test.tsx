import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { ToastRegion } from './toast-region.tsx'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})

afterEach(() => {
  vi.useRealTimers()
})

async function renderToast(onDismiss: (id: string) => void) {
  const toasts = [{ id: 't1', icon: 'trash', text: 'Moved to Trash', actionLabel: 'Undo' }] as const
  // The browser's own pointer may rest where the toast appears, and would stop the clock too.
  const container = document.body.appendChild(document.createElement('div'))
  container.style.pointerEvents = 'none'
  const screen = await render(
    <ToastRegion
      label="Messages"
      dismissLabel="Dismiss"
      toasts={toasts}
      onAction={() => {}}
      onDismiss={onDismiss}
    />,
    { container },
  )
  const toast = screen.getByText('Moved to Trash').element()
  const move = (type: 'pointerover' | 'pointerout') =>
    toast.dispatchEvent(new PointerEvent(type, { bubbles: true }))
  return { screen, move }
}

test('a toast goes after 8 s', async () => {
  const onDismiss = vi.fn<(id: string) => void>()
  await renderToast(onDismiss)
  vi.advanceTimersByTime(7_999)
  expect(onDismiss).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onDismiss).toHaveBeenCalledExactlyOnceWith('t1')
})

test('the clock stands still under the pointer and goes on from where it stood', async () => {
  const onDismiss = vi.fn<(id: string) => void>()
  const { move } = await renderToast(onDismiss)
  vi.advanceTimersByTime(5_000)
  move('pointerover')
  vi.advanceTimersByTime(60_000)
  expect(onDismiss).not.toHaveBeenCalled()
  move('pointerout')
  vi.advanceTimersByTime(2_999)
  expect(onDismiss).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(onDismiss).toHaveBeenCalledOnce()
})
