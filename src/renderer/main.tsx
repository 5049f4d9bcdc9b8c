import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/index.css'
import { App } from './app/app.tsx'
import { createBrowserEnvironment } from './app/browser-environment.ts'
import { keepOpenChat } from './app/keep-open-chat.ts'
import { loadWhenIdle } from './app/load-when-idle.ts'
import { createHighlighter, spawnHighlightWorker } from './markdown/index.ts'
import { createAppState } from './state/app-state.ts'

const root = document.querySelector('#root')
if (root) void start(root)

async function start(place: Element): Promise<void> {
  const app = createAppState(await createBrowserEnvironment(window))
  keepOpenChat(app.conversation, window.sessionStorage)
  const highlighter = createHighlighter(spawnHighlightWorker)
  await app.language.ready
  createRoot(place).render(
    <StrictMode>
      <App app={app} highlighter={highlighter} />
    </StrictMode>,
  )
  await loadWhenIdle(window)
}
