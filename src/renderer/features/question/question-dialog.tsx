import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useRef, useState, type RefObject } from 'react'
import {
  objectionTo,
  startOf,
  type FieldObjection,
  type McpAnswer,
  type McpQuestion,
} from '../../../contract/mcp-question.ts'
import { visibleText } from '../../../contract/visible-text.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { messageField } from '../../state/window-focus.ts'
import { Button } from '../../ui/button/button.tsx'
import { useOneAnswer } from '../../ui/dialog/use-one-answer.ts'
import { QuestionField } from './question-field.tsx'
import { typedOf, type Typed } from './typed.ts'
import './question.css'

/** Shows what an MCP server asks, one question after another. It stands over the window, where no model can draw. */
export function QuestionDialog() {
  const app = useApp()
  const { mcp } = app
  const questions = useSelect(mcp.store, (state) => state.questions)
  const [question] = questions
  const decline = useRef<HTMLButtonElement>(null)
  const dismiss = () => question && void attempt(app, mcp.answer(question.id, { action: 'cancel' }))
  return (
    <AlertDialog.Root open={question !== undefined} onOpenChange={(next) => !next && dismiss()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog-scrim" />
        <AlertDialog.Viewport className="dialog-place">
          <AlertDialog.Popup className="dialog question" initialFocus={decline} finalFocus={messageField}>
            {question && (
              <Form
                key={question.id}
                question={question}
                others={questions.length - 1}
                declineButton={decline}
              />
            )}
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

interface FormProps {
  readonly question: McpQuestion
  /** How many questions are open besides. */
  readonly others: number
  readonly declineButton: RefObject<HTMLButtonElement | null>
}

function Form({ question, others, declineButton }: FormProps) {
  const app = useApp()
  const { mcp, text } = app
  const { id, fields, sampling } = question
  const [values, setValues] = useState<Typed>(() => typedOf(startOf(fields)))
  const [bad, setBad] = useState<Readonly<Record<string, FieldObjection | undefined>>>({})
  const { ready, answer } = useOneAnswer(
    (given: McpAnswer) => attempt(app, mcp.answer(id, given)),
    declineButton,
  )
  const send = () => {
    const objections = fields.map((field) => [field.name, objectionTo(field, values[field.name])] as const)
    setBad(Object.fromEntries(objections))
    if (objections.every(([, objection]) => objection === undefined)) answer({ action: 'accept', values })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <AlertDialog.Title className="dialog-title">
        {text(sampling ? 'question.model.title' : 'question.title', { server: visibleText(question.server) })}
      </AlertDialog.Title>
      <div className="dialog-body question-body">
        <Words question={question} />
        {fields.map((field) => (
          <QuestionField
            key={field.name}
            field={field}
            value={values[field.name]}
            bad={bad[field.name]}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
        ))}
      </div>
      <div className="dialog-actions">
        {others > 0 && <span className="question-others">{text('question.others', { count: others })}</span>}
        <Button
          ref={declineButton}
          size="lg"
          aria-disabled={!ready || undefined}
          onClick={() => answer({ action: 'decline' })}
        >
          {text(sampling ? 'question.model.decline' : 'question.decline')}
        </Button>
        <Button type="submit" size="lg" aria-disabled={!ready || undefined}>
          {text(sampling ? 'question.model.send' : 'question.send')}
        </Button>
      </div>
    </form>
  )
}

/** Who asks, and what, as text. */
function Words({ question: { tool, message, sampling } }: { readonly question: McpQuestion }) {
  const { text } = useApp()
  const params = { tool: visibleText(tool), model: sampling?.model ?? '', tokens: sampling?.maxTokens ?? 0 }
  return (
    <>
      <AlertDialog.Description className="hint">
        {text(sampling ? 'question.model.from' : 'question.from', params)}
      </AlertDialog.Description>
      <p className="question-message">{visibleText(message)}</p>
    </>
  )
}
