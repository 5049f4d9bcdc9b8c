import { dialog } from 'electron'
import type { Failure } from '../../contract/failure.ts'
import { englishText as text } from '../../contract/language/text.ts'
import type { Backup } from '../../contract/storage.ts'
import { recoveredText, restoredText, type Rescue } from '../app/rescue.ts'
import { failureFrom } from '../core/errors.ts'

/**
 * Asks what to do about a damaged database and does it. True when a database is in place that can be opened; false when
 * the person wants to quit. Return, Escape and closing the dialog change nothing.
 */
export async function offerRescue(rescue: Rescue, damage: Failure): Promise<boolean> {
  const backup = await rescue.newestGood()
  const choice = await ask(damage, backup)
  if (choice === 'quit') return false
  try {
    const [message, lines] =
      choice === 'recover'
        ? [text('rescue.recovered'), recoveredText(text, await rescue.recover())]
        : [text('rescue.restored'), restoredText(text, await rescue.restore({ name: choice.name }))]
    const detail = lines.join('\n\n')
    await dialog.showMessageBox({ type: 'info', buttons: [text('rescue.go-on')], message, detail })
    return true
  } catch (error) {
    const { message } = failureFrom(error)
    await dialog.showMessageBox({ type: 'error', message: text('rescue.failed'), detail: message })
    return offerRescue(rescue, damage)
  }
}

async function ask(
  { params = {} }: Failure,
  backup: Backup | undefined,
): Promise<'recover' | 'quit' | Backup> {
  const choices = ['recover', ...(backup ? [backup] : []), 'quit'] as const
  const buttons = choices.map((choice) =>
    typeof choice === 'string'
      ? text(`rescue.${choice}`)
      : text('rescue.use-backup', { date: dateText(choice.at) }),
  )
  const detail = text('rescue.detail', { path: params['path'] ?? '', reason: params['detail'] ?? '' })
  const quit = choices.length - 1
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: text('rescue.title'),
    detail: backup ? detail : `${detail}\n\n${text('rescue.no-backup')}`,
    buttons,
    defaultId: quit,
    cancelId: quit,
    noLink: true,
  })
  return choices[response] ?? 'quit'
}

function dateText(time: number): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(time)
}
