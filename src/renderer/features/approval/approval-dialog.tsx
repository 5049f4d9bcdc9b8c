import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type ReactNode, useRef, useState } from 'react'
import { inOneParagraph } from '../../../contract/language/sentences.ts'
import type { ToolCallRecord } from '../../../contract/tool.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { type Answer, questionKey, questionsOf } from '../../state/approvals.ts'
import { messageField } from '../../state/window-focus.ts'
import { Button } from '../../ui/button/button.tsx'
import { useOneAnswer } from '../../ui/dialog/use-one-answer.ts'
import { Notice } from '../../ui/notice/notice.tsx'
import { Select } from '../../ui/select/select.tsx'
import { ArgumentsInFull } from './arguments-in-full.tsx'

/** Asks the person whether a tool of the open chat may run. It stands over the window, where no model can draw. */
export function ApprovalDialog() {
  const { approvals, conversation, view } = useApp()
  const putOff = useSelect(approvals.store, (state) => state.putOff)
  const onChat = useSelect(view.store, (state) => state.screen === 'chat')
  const isOpen = (call: ToolCallRecord) => !putOff.has(questionKey(call))
  const call = useSelect(conversation.store, ({ transcript }) => questionsOf(transcript).find(isOpen))
  const waiting = useSelect(
    conversation.store,
    ({ transcript }) => questionsOf(transcript).filter(isOpen).length,
  )
  const deny = useRef<HTMLButtonElement>(null)
  const open = onChat && call !== undefined
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => !next && call && approvals.putOff(call)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-scrim" />
        <AlertDialog.Viewport className="dialog-place">
          <AlertDialog.Popup className="dialog approval" initialFocus={deny} finalFocus={messageField}>
            {call && <Question key={questionKey(call)} call={call} others={waiting - 1} denyButton={deny} />}
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

interface QuestionProps {
  readonly call: ToolCallRecord
  /** How many calls are asked about besides. */
  readonly others: number
  readonly denyButton: React.RefObject<HTMLButtonElement | null>
}

function Question({ call, others, denyButton }: QuestionProps) {
  const app = useApp()
  const { approvals, text } = app
  const [again, setAgain] = useState<Again>('once')
  const [reason, setReason] = useState('')
  const { ready, answer } = useOneAnswer(
    (given: Answer) => attempt(app, approvals.decide(call, given)),
    denyButton,
  )
  const denyIt = () => answer({ allowed: false, ...(reason.trim() && { reason: reason.trim() }) })
  const whoAsks =
    call.server === undefined ? text('approval.from-parley') : text('approval.from', { server: call.server })
  return (
    <>
      <AlertDialog.Title className="dialog-title">
        {text('approval.title.before')} <span className="approval-tool">{call.name}</span>
        {text('approval.title.after')}
      </AlertDialog.Title>
      <div className="dialog-body approval-body">
        <AlertDialog.Description>
          {inOneParagraph(text, [whoAsks, text('approval.can', { effect: text(`effect.${call.effect}`) })])}
        </AlertDialog.Description>
        <Danger call={call} />
        <ArgumentsInFull source={call.arguments} />
        <AskAgain call={call} value={again} onChange={setAgain} />
        <ReasonInput value={reason} onChange={setReason} onSend={denyIt} />
      </div>
      <div className="dialog-actions">
        {others > 0 && <span className="approval-others">{text('approval.others', { count: others })}</span>}
        <Button ref={denyButton} size="lg" aria-disabled={!ready || undefined} onClick={denyIt}>
          {text('approval.deny')}
        </Button>
        <Button
          size="lg"
          aria-disabled={!ready || undefined}
          onClick={() => answer({ allowed: true, ...scopeOf(again) })}
        >
          {text(again === 'once' ? 'approval.allow-once' : 'approval.allow')}
        </Button>
      </div>
    </>
  )
}

interface ReasonInputProps {
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onSend: () => void
}

function ReasonInput({ value, onChange, onSend }: ReasonInputProps) {
  const { text } = useApp()
  return (
    <label className="approval-reason">
      <span>{text('approval.reason')}</span>
      <span className="input">
        <input
          value={value}
          maxLength={2000}
          placeholder={text('approval.reason.hint')}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && onSend()}
        />
      </span>
    </label>
  )
}

function Danger({ call }: { readonly call: ToolCallRecord }): ReactNode {
  const { text } = useApp()
  if (call.askReason !== 'tainted' && call.askReason !== 'leak') return null
  return (
    <Notice icon="alert" tone="warning" title={text(`approval.${call.askReason}.title`)}>
      {text(`approval.${call.askReason}.text`)}
    </Notice>
  )
}

type Again = 'once' | 'session' | 'exact' | 'any'

/** What is dangerous here and now is answered here and now. */
function AskAgain({ call, value, onChange }: AskAgainProps): ReactNode {
  const { text } = useApp()
  if (call.askReason !== 'effect') return null
  const choices: readonly Again[] = ['once', 'session', 'exact', 'any']
  const options = choices.map((choice) => ({ value: choice, label: text(`approval.again.${choice}`) }))
  return (
    <div className="approval-again">
      <span>{text('approval.again')}</span>
      <Select
        label={text('approval.again')}
        value={value}
        groups={[{ options }]}
        onChange={(next) => onChange(choices.find((choice) => choice === next) ?? 'once')}
      />
    </div>
  )
}

interface AskAgainProps {
  readonly call: ToolCallRecord
  readonly value: Again
  readonly onChange: (value: Again) => void
}

function scopeOf(again: Again): Pick<Answer, 'scope' | 'anyArguments'> {
  if (again === 'exact' || again === 'any') return { scope: 'always', anyArguments: again === 'any' }
  return { scope: again }
}
