import { type ReactNode, useMemo } from 'react'
import type { Highlighter } from '../../markdown/index.ts'
import { useApp, useSelect, useText } from '../../state/app-context.tsx'
import { failureText } from '../../state/failure.ts'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Announcer } from './announcer.tsx'
import { TranscriptSkeleton } from './transcript-skeleton.tsx'
import { TurnList } from './turn-list.tsx'
import { createTurnBuilder } from './turns.ts'

export interface TranscriptProps {
  readonly highlighter: Highlighter
  /** Shown while the chat has no message. */
  readonly empty: ReactNode
}

/** The open chat. */
export function Transcript({ highlighter, empty }: TranscriptProps) {
  const text = useText()
  const { conversation } = useApp()
  const { sessionId, status, transcript } = useSelect(conversation.store, (state) => state)
  const build = useMemo(() => createTurnBuilder(), [])
  const turns = useMemo(() => build(transcript), [build, transcript])
  return (
    <>
      <section
        className="transcript"
        aria-label={text('transcript.name')}
        data-pane="transcript"
        tabIndex={-1}
      >
        {turns.length > 0 && <TurnList key={sessionId ?? ''} turns={turns} highlighter={highlighter} />}
        {turns.length === 0 && (
          <div className="transcript-scroll scroll">
            <div className="column transcript-still">
              {status === 'loading' && <TranscriptSkeleton />}
              {status === 'failed' && <OpenFailed />}
              {(status === 'new' || status === 'ready') && empty}
            </div>
          </div>
        )}
      </section>
      <Announcer turns={turns} />
    </>
  )
}

function OpenFailed() {
  const { conversation, text } = useApp()
  const failure = useSelect(conversation.store, (state) => state.failure)
  return (
    <Notice
      tone="danger"
      icon="alert"
      live="alert"
      title={text('transcript.open-failed')}
      actions={
        <Button size="sm" onClick={() => void conversation.refresh()}>
          {text('window.retry')}
        </Button>
      }
    >
      {failure && failureText(text, failure)}
    </Notice>
  )
}
