import type { DiagramLook } from '../protocol.ts'

/** Any look at all, for tests. */
export const testLook: DiagramLook = {
  isDark: false,
  surface: '#f8f8f6',
  raised: '#f4f4f1',
  text: '#1b1e20',
  muted: '#565c61',
  line: '#888d92',
  onStrong: '#ffffff',
  tones: [1, 2, 3, 4].map(() => ({ strong: '#0c6a78', soft: '#e4f0f1', edge: '#a9cfd4' })),
}
