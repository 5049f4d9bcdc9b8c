import { canvasMeasure } from './geometry/font.ts'
import { TextStyles } from './geometry/styles.ts'
import { FONT_FAMILY, type DiagramAnswer, type DiagramOrder } from './protocol.ts'
import { installDocument } from './small-document.ts'

const answer = (message: DiagramAnswer): void => self.postMessage(message, { transfer: [] })

self.addEventListener(
  'message',
  ({ data }: MessageEvent<DiagramOrder>) => {
    void draw(data)
  },
  { once: true },
)

async function draw({ source, look }: DiagramOrder): Promise<void> {
  installDocument(self, { measure: canvasMeasure(), styles: new TextStyles(), family: FONT_FAMILY })
  // It looks for its document while it is loaded.
  const { createDrawing } = await import('./draw.ts')
  const drawing = createDrawing(look)
  // What is wrong with it is said when it is drawn.
  await drawing.load(source).catch(() => undefined)
  answer({ type: 'ready' })
  answer(await drawing.draw(source))
}
