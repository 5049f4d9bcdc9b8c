import { useState } from 'react'
import type { McpServerView } from '../../../../contract/mcp.ts'
import { attempt } from '../../../state/actions.ts'
import { useApp } from '../../../state/app-context.tsx'
import type { AppState } from '../../../state/app-state.ts'
import { failureText } from '../../../state/failure.ts'
import { Button, type ButtonVariant } from '../../../ui/button/button.tsx'
import { CardSection } from '../../../ui/card/card.tsx'
import type { IconName } from '../../../ui/icon/icon-shapes.ts'
import { Notice, type NoticeProps } from '../../../ui/notice/notice.tsx'

/** How the server stands, in a sentence, with the way on and the last lines of its program. */
export function McpStatusNotice({ server }: { readonly server: McpServerView }) {
  const app = useApp()
  const { mcp, text } = app
  const { name, enabled, status } = server
  const needsLogin = enabled && status.failure?.code === 'mcp-login-needed'
  return (
    <div className="mcp-status">
      <Notice
        {...wordsOf(app, server)}
        live="status"
        actions={
          enabled && (
            <>
              {needsLogin && (
                <WorkButton
                  variant="primary"
                  icon="key"
                  label={text('mcp.sign-in')}
                  work={() => mcp.signIn(name)}
                />
              )}
              <WorkButton
                icon={status.state === 'stopped' ? 'play' : 'retry'}
                label={text(status.state === 'stopped' ? 'mcp.start' : 'mcp.restart')}
                busy={status.state === 'starting'}
                work={() => mcp.restart(name)}
              />
            </>
          )
        }
      />
      {enabled && status.state === 'failed' && status.output.length > 0 && (
        <CardSection title={text('mcp.output')}>
          <pre className="mcp-output scroll font-mono">{status.output.join('\n')}</pre>
        </CardSection>
      )}
    </div>
  )
}

interface WorkButtonProps {
  readonly label: string
  readonly icon: IconName
  readonly variant?: ButtonVariant
  readonly busy?: boolean
  readonly work: () => Promise<void>
}

function WorkButton({ label, icon, variant = 'secondary', busy = false, work }: WorkButtonProps) {
  const app = useApp()
  const [working, setWorking] = useState(false)
  const begin = async () => {
    setWorking(true)
    await attempt(app, work())
    setWorking(false)
  }
  return (
    <Button size="sm" variant={variant} icon={icon} busy={busy || working} onClick={() => void begin()}>
      {label}
    </Button>
  )
}

function wordsOf(
  { text }: AppState,
  { enabled, status }: McpServerView,
): Pick<NoticeProps, 'tone' | 'icon' | 'title' | 'children'> {
  const { state, failure, retryMs, about = '', tools } = status
  if (!enabled) {
    return { icon: 'pause', title: text('mcp.notice.off'), children: text('mcp.notice.off.text') }
  }
  if (state === 'starting') {
    return { icon: 'wait', title: text('mcp.state.starting'), children: text('mcp.notice.starting.text') }
  }
  if (state === 'ready') {
    const words = text('mcp.notice.ready.text', { about, count: tools.length })
    return { tone: 'success', icon: 'done', title: text('mcp.notice.ready'), children: words }
  }
  if (state === 'failed' && failure) {
    const children = retryMs === undefined ? undefined : text('mcp.notice.failed.again')
    return { tone: 'danger', icon: 'alert', title: failureText(text, failure), children }
  }
  return { icon: 'clock', title: text('mcp.notice.stopped'), children: text('mcp.notice.stopped.text') }
}
