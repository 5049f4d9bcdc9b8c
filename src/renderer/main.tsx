import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './styles/index.css'
import { App } from './app/app.tsx'
import { createBrowserEnvironment } from './app/browser-environment.ts'
import { keepOpenChat } from './app/keep-open-chat.ts'
import { createHighlighter, spawnHighlightWorker } from './markdown/index.ts'
import { createAppState } from './state/app-state.ts'

const root = document.querySelector('#root')
if (root) {
  const app = createAppState(createBrowserEnvironment(window))
  keepOpenChat(app.conversation, window.sessionStorage)
  const highlighter = createHighlighter(spawnHighlightWorker)
  const show = () =>
    createRoot(root).render(
      <StrictMode>
        <App app={app} highlighter={highlighter} />
      </StrictMode>,
    )
  void app.language.ready.then(show)
}
