import type { DiagramLook } from './protocol.ts'

/** The colours of the theme that is on, as they are now. */
export function readLook(root: HTMLElement): DiagramLook {
  const style = getComputedStyle(root)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    isDark: style.colorScheme === 'dark',
    surface: token('code-bg'),
    raised: token('surface-sunken'),
    text: token('text'),
    muted: token('text-muted'),
    line: token('border-control'),
    onStrong: token('on-accent'),
    tones: ['accent', 'success', 'warning', 'danger'].map((name) => ({
      strong: token(name),
      soft: token(`${name}-soft`),
      edge: token(`${name}-border`),
    })),
  }
}

/** Calls `tell` after each change of the theme; returns what takes that back. */
export function onLookChange(root: HTMLElement, tell: () => void): () => void {
  const observer = new MutationObserver(tell)
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme', 'data-accent'] })
  return () => observer.disconnect()
}
