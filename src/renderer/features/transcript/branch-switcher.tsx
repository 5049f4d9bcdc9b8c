import { branchOf } from '../../../contract/branches.ts'
import type { MessageId } from '../../../contract/id.ts'
import type { Message } from '../../../contract/message.ts'
import { attempt } from '../../state/actions.ts'
import { useApp, useSelect } from '../../state/app-context.tsx'
import { activeRuns } from '../../state/conversation.ts'
import { IconButton } from '../../ui/button/icon-button.tsx'
import { tip } from '../../ui/tooltip/tip.ts'

export interface BranchSwitcherProps {
  /** The messages of a turn. The first that has others in its place is the one that is switched. */
  readonly messages: readonly Message[]
}

/** Goes to the messages that stand in the place of another one; nothing where there is only one. */
export function BranchSwitcher({ messages }: BranchSwitcherProps) {
  const app = useApp()
  const { conversation, text, view } = app
  const branches = useSelect(conversation.store, ({ transcript }) => transcript.branches)
  // What goes on is written behind the branch that is shown.
  const busy = useSelect(conversation.store, ({ transcript }) => activeRuns(transcript).length > 0)
  const [place] = messages.flatMap(({ id }) => branchOf(branches, id) ?? [])
  if (!place) return null
  const { ids, index } = place
  const short = text('branch.short', { index: index + 1, count: ids.length })
  const show = async (id: MessageId | undefined) => {
    if (id && (await attempt(app, conversation.showBranch(id)))) view.setTarget(id)
  }
  return (
    <span className="branches">
      <IconButton
        icon="left"
        size="sm"
        label={text('branch.before')}
        disabled={busy || index === 0}
        onClick={() => void show(ids[index - 1])}
      />
      <button
        type="button"
        {...tip(text('branch.tree'))}
        className="branch-place"
        // Who speaks to the computer says what is seen.
        aria-label={`${text('branch.place', { index: index + 1, count: ids.length })}, ${short}`}
        aria-haspopup="dialog"
        onClick={() => view.setBranchTree(true)}
      >
        {short}
      </button>
      <IconButton
        icon="right"
        size="sm"
        label={text('branch.next')}
        disabled={busy || index === ids.length - 1}
        onClick={() => void show(ids[index + 1])}
      />
    </span>
  )
}
