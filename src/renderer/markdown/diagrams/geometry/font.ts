/** How a text is set. Sizes are pixels; `family` and `weight` are as CSS has them. */
export type Font = {
  readonly size: number
  readonly weight: string
  readonly style: string
  readonly family: string
}

export type TextMeasure = { readonly width: number; readonly ascent: number; readonly descent: number }

/** How wide a text is in a font, and how far it goes above and below its line. */
export type MeasureText = (text: string, font: Font) => TextMeasure

/** Measures as the browser does that will show the text, away from any page. */
export function canvasMeasure(): MeasureText {
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (!context) throw new Error('no canvas to measure texts with')
  const known = new Map<string, TextMeasure>()
  return (text, { size, weight, style, family }) => {
    const font = `${style} ${weight} ${size}px ${family}`
    const key = `${font}\n${text}`
    const found = known.get(key)
    if (found) return found
    context.font = font
    const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(text)
    const measure = { width, ascent: fontBoundingBoxAscent, descent: fontBoundingBoxDescent }
    known.set(key, measure)
    return measure
  }
}
