import { useState } from 'react'
import type { KeptText } from '../../../../contract/attachment.ts'
import type { MediaPart } from '../../../../contract/message.ts'
import { attempt, saveMedia } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { fileSizeText } from '../../../state/format.ts'
import { Button } from '../../../ui/button/button.tsx'
import { OutputText } from './output-text.tsx'

/** So many bytes are laid out here; what is larger is for another program. */
const mostShown = 5_000_000

export interface WholeOutputProps {
  /** The name of the tool. */
  readonly name: string
  readonly whole: KeptText
}

/** Says that a result is only the beginning and the end of an output, and leads to the rest of it. */
export function WholeOutput({ name, whole }: WholeOutputProps) {
  const app = useApp()
  const { text } = app
  const [words, setWords] = useState<string>()
  const part: MediaPart = { type: 'file', name: `${name}.txt`, mediaType: 'text/plain', ...whole }
  const show = async () => setWords(await (await app.contents.blob(part)).text())
  return (
    <div className="call-whole">
      <p className="hint">{text('calls.whole', { size: fileSizeText(text, whole.size) })}</p>
      {words === undefined && whole.size <= mostShown && (
        <Button size="sm" onClick={() => void attempt(app, show())}>
          {text('calls.whole.show')}
        </Button>
      )}
      <Button size="sm" onClick={() => void saveMedia(app, part)}>
        {text('calls.whole.save')}
      </Button>
      {words !== undefined && (
        <pre>
          <OutputText source={words} />
        </pre>
      )}
    </div>
  )
}
