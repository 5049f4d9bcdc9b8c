import { useEffect, useState } from 'react'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import { CardLine, CardSection } from '../../../ui/card/card.tsx'
import { useLocalApiText } from './use-local-api-text.ts'

/** What programs reach, and what becomes of what they say. */
export function ApiOffers() {
  const app = useApp()
  const text = useLocalApiText()
  const { transport } = app
  const [count, setCount] = useState<number>()
  useEffect(() => {
    let left = false
    void attempt(
      app,
      transport.invoke('models.offered', {}).then(({ models }) => {
        if (!left) setCount(models.length)
      }),
    )
    return () => {
      left = true
    }
  }, [app, transport])
  return (
    <CardSection title={text('api.offers')}>
      <CardLine
        title={<span className="font-mono">POST /v1/chat/completions</span>}
        text={text('api.offers.chat')}
      />
      <CardLine
        title={<span className="font-mono">GET /v1/models</span>}
        text={count === undefined ? '…' : text('api.offers.models', { count })}
      />
      <CardLine
        title={<span className="font-mono">POST /v1/embeddings</span>}
        text={text('api.offers.embeddings')}
      />
      <p className="api-note">{text('api.offers.note')}</p>
    </CardSection>
  )
}
