import type { CallId } from '../../contract/id.ts'
import type { Text } from '../../contract/language/text.ts'
import type { Run } from '../../contract/run.ts'
import type { RunEvent } from '../../contract/run-event.ts'
import type { ToolCall } from '../../contract/tool.ts'
import { visibleText } from '../../contract/visible-text.ts'
import { FailureError } from './failure-error.ts'
import type { TerminalClient } from './turn.ts'

/** Asks the person at the terminal whether calls may run, one after another. */
export interface Asking {
  /** Takes every event of the run, in order. */
  see(event: RunEvent): void
  /** Takes a line that the person typed; true when it answered a question. */
  answer(line: string): boolean
}

export interface AskingOptions {
  readonly client: TerminalClient
  readonly run: Run
  readonly text: Text
  readonly write: (words: string) => void
  /** False where nobody can answer: what nobody may run is then refused at once. */
  readonly interactive: boolean
  /** Names of tools that the caller allowed beforehand. */
  readonly allowed: ReadonlySet<string>
}

interface Open {
  readonly call: ToolCall
  readonly question: string
}

const yes = new Set(['y', 'yes'])
const inChat = new Set(['c', 'chat'])

export function createAsking(options: AskingOptions): Asking {
  const { client, run, text, write, interactive, allowed } = options
  const open = new Map<CallId, Open>()
  let shown: CallId | undefined

  const decide = (callId: CallId, decision: { readonly allowed: boolean; readonly scope?: 'session' }) => {
    const by = interactive && shown === callId ? 'person' : 'caller'
    open.delete(callId)
    client.ask('runs.decide', { runId: run.id, callId, by, ...decision }).catch((error: unknown) => {
      // Another window may have answered meanwhile; the run tells what became of it.
      if (!(error instanceof FailureError)) throw error
    })
  }
  const showNext = () => {
    const [next] = open.values()
    if (!next || shown !== undefined) return
    shown = next.call.id
    write(next.question)
  }
  const close = (callId: CallId) => {
    open.delete(callId)
    // What is still asked about is told behind this, when rules have answered what they can.
    if (shown === callId) shown = undefined
  }
  return {
    see(event) {
      if (event.type === 'tool-call-requested' && event.approval === 'asked') {
        const { call } = event
        const reason = text(`asks.${event.askReason ?? 'effect'}`, { effect: text(`effect.${event.effect}`) })
        const values = { tool: call.name, id: call.id, reason, arguments: visibleText(call.arguments) }
        open.set(call.id, { call, question: text('terminal.call-asks', values) })
      }
      if (event.type === 'run-status-changed' && event.status === 'requires_action') {
        for (const { call } of open.values()) {
          if (allowed.has(call.name)) decide(call.id, { allowed: true })
          else if (!interactive) decide(call.id, { allowed: false })
        }
        showNext()
      }
      if (event.type === 'tool-call-decided' || event.type === 'tool-call-failed') close(event.callId)
    },
    answer(line) {
      if (shown === undefined) return false
      const word = line.trim().toLowerCase()
      const callId = shown
      if (yes.has(word)) decide(callId, { allowed: true })
      else if (inChat.has(word)) decide(callId, { allowed: true, scope: 'session' })
      else decide(callId, { allowed: false })
      return true
    },
  }
}

/** The names in the flag `allow`. */
export function namesOf(flag: unknown): ReadonlySet<string> {
  const names = typeof flag === 'string' ? flag.split(',').map((name) => name.trim()) : []
  return new Set(names.filter(Boolean))
}
