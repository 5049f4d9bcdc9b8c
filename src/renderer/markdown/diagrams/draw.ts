import mermaid from 'mermaid'
import { cleanSvg } from './clean-svg.ts'
import type { DiagramAnswer, DiagramLook } from './protocol.ts'
import { mermaidConfig } from './theme.ts'

const ID = 'diagram'

/** Those are laid out by code that is loaded when the first of them is drawn. */
const laidOut = /^(?:flowchart|graph|classDiagram|stateDiagram|erDiagram)/
const LONGEST_HEADER = 200

export interface Drawing {
  /** Loads the code for a diagram of this kind, which is not to count as drawing it. */
  readonly load: (source: string) => Promise<void>
  readonly draw: (source: string) => Promise<DiagramAnswer>
}

/** Takes the look; gives what draws one source. Needs the document of `installDocument`. */
export function createDrawing(look: DiagramLook): Drawing {
  mermaid.initialize(mermaidConfig(look))
  return {
    async load(source) {
      const header = headerOf(withoutDirectives(source))
      await mermaid.parse(header, { suppressErrors: true })
      if (laidOut.test(header)) await mermaid.render(ID, 'flowchart TD\n  a')
    },
    async draw(source) {
      try {
        const { svg } = await mermaid.render(ID, withoutDirectives(source))
        return drawnAnswer(svg, look)
      } catch (error) {
        return { type: 'refused', line: lineOf(error, source) }
      }
    },
  }
}

/** The line that says of what kind a diagram is. */
function headerOf(source: string): string {
  const lines = source.split('\n').map((line) => line.trim())
  return (lines.find((line) => line !== '' && !line.startsWith('%%')) ?? '').slice(0, LONGEST_HEADER)
}

function drawnAnswer(svg: string, look: DiagramLook): DiagramAnswer {
  const drawing = new DOMParser().parseFromString(svg, 'text/html').querySelector('svg')
  if (!drawing) return { type: 'refused', line: undefined }
  const { width, height } = sizeOf(drawing)
  drawing.setAttribute('width', String(width))
  drawing.setAttribute('height', String(height))
  drawing.setAttribute('style', `background: ${look.surface}`)
  return { type: 'drawn', svg: cleanSvg(drawing), width, height }
}

function sizeOf(drawing: Element): { readonly width: number; readonly height: number } {
  const [, , width, height] = (drawing.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number.parseFloat)
  if (width && height) return { width: Math.ceil(width), height: Math.ceil(height) }
  const number = (name: string): number => Number.parseFloat(drawing.getAttribute(name) ?? '') || 0
  return { width: number('width') || 600, height: number('height') || 400 }
}

/**
 * A diagram says what is drawn, and nothing of how: no directive, and of the lines before it only their number is left, so
 * that those of its faults are right. The layout engine of the name `elk` is no part of this app.
 */
function withoutDirectives(source: string): string {
  return source
    .replace(/^\s*---[ \t]*\n[^]*?\n---[ \t]*(?=\n)/, linesOf)
    .replaceAll(/%%\s*\{[^]*?(?:\}\s*%%|$)/g, linesOf)
    .replace(/^(\s*flowchart)-elk\b/m, '$1')
}

function linesOf(text: string): string {
  return text.replaceAll(/[^\n]/g, '')
}

/** Parsers say where they stopped each in their own way, and name the line behind the last one for what is missing. */
function lineOf(error: unknown, source: string): number | undefined {
  const message = error instanceof Error ? error.message : String(error)
  const found = /\bline:?\s*(\d+)/i.exec(message)
  return found ? Math.min(Number(found[1]), source.trimEnd().split('\n').length) : undefined
}
