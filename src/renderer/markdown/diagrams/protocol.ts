/** In characters. What is longer is no picture for a reader. */
export const SOURCE_LIMIT = 50_000

/** The letters of every drawing: those of the system, since its frame loads no font. */
export const FONT_FAMILY = 'system-ui, sans-serif'

/** The colours of a drawing, each as `#rrggbb`. */
export type DiagramLook = {
  readonly isDark: boolean
  readonly surface: string
  readonly raised: string
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly onStrong: string
  /** For many things beside one another: each strong enough to be told from the surface, with its fill and its edge. */
  readonly tones: readonly Tone[]
}

export type Tone = { readonly strong: string; readonly soft: string; readonly edge: string }

/** To the worker, once: what to draw. */
export type DiagramOrder = { readonly source: string; readonly look: DiagramLook }

/**
 * From the worker. `ready` comes when all code for that kind of diagram is there, and then one of the others: `drawn`
 * with the whole SVG and its size in pixels, or `refused` with the line that is not understood, from 1, where that is known.
 */
export type DiagramAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'drawn'; readonly svg: string; readonly width: number; readonly height: number }
  | { readonly type: 'refused'; readonly line: number | undefined }
