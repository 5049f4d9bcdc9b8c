import type { ToWorker } from './protocol.ts'
import { HighlightService } from './service.ts'
import { createTokenizerSource } from './tokenizer.ts'

const service = new HighlightService(createTokenizerSource(), {
  send: (message) =>
    self.postMessage(message, { transfer: message.type === 'tokens' ? [message.data.buffer] : [] }),
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
})

self.addEventListener('message', (event: MessageEvent<ToWorker>) => void service.receive(event.data))
