import { type Message, textOf } from '../../../contract/message.ts'
import { attempt, copyText, forkHere } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { activeRuns } from '../../state/conversation.ts'
import { isNarrow } from '../../state/use-narrow.ts'
import { useNextModel } from '../../state/use-next-model.ts'
import { andFocusMessage } from '../../state/window-focus.ts'
import type { IconName } from '../../ui/icon/icon-shapes.ts'
import { hasRunNotice } from './run-notice.tsx'
import type { AnswerTurn } from './turn.ts'

/** Something that can be done with a turn: a button under it, an item of its menu. */
export interface TurnAction {
  readonly icon: IconName
  readonly label: string
  readonly disabled?: boolean
  /** Whether the focus goes on elsewhere. */
  readonly leaves?: boolean
  readonly run: () => void
}

export function useUserActions(message: Message): readonly TurnAction[] {
  const app = useApp()
  const { text, view } = app
  // An answer that goes on has its place behind what was asked.
  const busy = useIsBusy()
  const words = textOf(message)
  return [
    {
      icon: 'edit',
      label: text('edit.start'),
      disabled: busy,
      leaves: true,
      run: () => view.edit({ id: message.id, text: words }),
    },
    {
      icon: 'copy',
      label: text('window.copy'),
      run: () => void copyText(app, words, text('window.copied')),
    },
  ]
}

/** The last answer has its retry where it says why it ended, if it does. */
export function useAnswerActions(turn: AnswerTurn, last: boolean): readonly TurnAction[] {
  const app = useApp()
  const { text, conversation, view } = app
  const choice = useNextModel()
  const busy = useIsBusy()
  const { asked, run } = turn
  const end = turn.messages.at(-1)
  const actions: readonly (TurnAction | false | undefined)[] = [
    turn.messages.some((message) => textOf(message) !== '') && {
      icon: 'copy',
      label: text('transcript.copy-markdown'),
      run: () => void copyText(app, wordsOf(turn), text('transcript.copied-markdown')),
    },
    asked &&
      !(last && hasRunNotice(text, turn)) && {
        icon: 'retry',
        label: text('window.retry'),
        disabled: busy,
        leaves: true,
        run: andFocusMessage(() => attempt(app, conversation.retry(asked.id, choice))),
      },
    run && {
      icon: 'parallel',
      label: text('transcript.inspect'),
      run: () => view.inspect(run.id, isNarrow('inspector')),
    },
    end && {
      icon: 'fork',
      label: text('transcript.fork'),
      leaves: true,
      run: andFocusMessage(() => forkHere(app, end.id)),
    },
  ]
  return actions.filter((action) => action !== undefined && action !== false)
}

function wordsOf({ messages }: AnswerTurn): string {
  return messages.map(textOf).filter(Boolean).join('\n\n')
}

function useIsBusy(): boolean {
  const { conversation } = useApp()
  return useSelect(conversation.store, ({ transcript }) => activeRuns(transcript).length > 0)
}
